-- One row per Klaviyo event that is a message, a visit or a form.
with

events as (
    select * from {{ ref('int_klaviyo__events_named') }}
),

typed as (
    select
        *,
        case metric_name
            when 'received email' then 'email_sent'
            when 'opened email' then 'email_open'
            when 'clicked email' then 'email_click'
            when 'received sms' then 'sms_sent'
            when 'clicked sms' then 'sms_click'
            when 'received push' then 'push_sent'
            when 'opened push' then 'push_open'
            when 'active on site' then 'web_visit'
            when 'submitted form' then 'form_submission'
            when 'filled out form' then 'form_submission'
        end as touchpoint_type
    from events
),

conformed as (
    select
        touchpoint_id,
        source_system,
        person_record_id,
        coalesce(exported_campaign_id, flow_id) as native_campaign_id,
        touchpoint_type,
        content,
        landing_page,
        is_touched_at_date_only,
        touched_at
    from typed
    where touchpoint_type is not null
)

select * from conformed
