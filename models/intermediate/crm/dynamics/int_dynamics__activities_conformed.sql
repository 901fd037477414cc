-- One row per Dynamics call, e-mail, meeting or task of sales.
with

-- An e-mail of a campaign is marketing, int_dynamics__touchpoints_conformed has it.
made as (
    select * from {{ ref('int_dynamics__contacts_made_listed') }}
    where not (done_type = 'sales_email' and campaign_id is not null)
),

conformed as (
    select
        activity_id,
        source_system,
        person_record_id,
        related_record_id,
        case when is_done then done_type else 'sales_planned' end as touchpoint_type,
        is_done as has_responded,
        is_touched_at_date_only,
        touched_at
    from made
)

select * from conformed
