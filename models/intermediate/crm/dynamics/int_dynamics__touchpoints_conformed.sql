-- One row per Dynamics e-mail that a campaign sent.
with

-- Dynamics counts opens and clicks and dates neither: the sending dates them.
conformed as (
    select
        activity_id as touchpoint_id,
        source_system,
        person_record_id,
        substr(campaign_id, length(source_system) + 2) as native_campaign_id,
        case
            when click_count > 0 then 'email_click'
            when open_count > 0 then 'email_open'
            else 'email_sent'
        end as touchpoint_type,
        coalesce(click_count > 0 or open_count > 0, false) as has_responded,
        is_touched_at_date_only,
        touched_at
    from {{ ref('int_dynamics__contacts_made_listed') }}
    where done_type = 'sales_email' and campaign_id is not null and is_done
)

select * from conformed
