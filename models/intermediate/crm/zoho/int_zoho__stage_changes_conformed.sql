-- One row per change of a Zoho deal that is known.
with

conformed as (
    select
        opportunity_id,
        source_system,
        stage_name,
        amount,
        entered_at
    from {{ ref('int_zoho__stage_changes_resolved') }}
    where unmatched_reason is null
)

select * from conformed
