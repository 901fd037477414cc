-- One row per conversion type and journey that led to no conversion of it.
-- It waits for the data-driven weights, so that a build which stops at them leaves it as it was:
-- {{ ref('int_attribution__touchpoints_weighted') }}
with

journeys as (
    select * from {{ ref('int_journeys__non_converting_journeys_summarised') }}
),

published as (
    select
        conversion_type,
        case when is_account then unit_id end as account_id,
        case when not is_account then unit_id end as person_id,
        cast(touchpoint_count as integer) as journey_length,
        cast(earlier_conversion_count as integer) as earlier_conversion_count,
        first_touched_at,
        last_touched_at
    from journeys
)

select * from published
