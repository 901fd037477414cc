-- One row per sales activity of a neutral export: none, because there they are touchpoints.
with

activities as (
    select
        cast(null as varchar) as activity_id,
        cast(null as varchar) as source_system,
        cast(null as varchar) as person_record_id,
        cast(null as varchar) as related_record_id,
        cast(null as varchar) as account_id,
        cast(null as varchar) as touchpoint_type,
        cast(null as boolean) as has_responded,
        cast(null as boolean) as is_touched_at_date_only,
        cast(null as timestamp) as touched_at
    where false
)

select * from activities
