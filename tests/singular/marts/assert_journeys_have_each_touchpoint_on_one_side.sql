-- A touchpoint of a journey that led to no conversion is in one such journey per type, and in none
-- that led to a conversion of it. Mirror: assert_journeys_cover_every_touchpoint_that_counts.
with

non_converting as (
    select
        conversion_type,
        touchpoint_id,
        count(*) as journey_count
    from {{ ref('int_journeys__non_converting_touchpoints_listed') }}
    group by conversion_type, touchpoint_id
),

converting as (
    select distinct
        journeys.conversion_type,
        touchpoints.touchpoint_id
    from {{ ref('fct_journey_touchpoints') }} as touchpoints
    inner join {{ ref('fct_journeys') }} as journeys
        on touchpoints.conversion_key = journeys.conversion_key
    -- The journey of a booking tells nothing of who was never refunded.
    where not journeys.is_settled
)

select
    non_converting.conversion_type,
    non_converting.touchpoint_id,
    non_converting.journey_count
from non_converting
left join converting
    on
        non_converting.conversion_type = converting.conversion_type
        and non_converting.touchpoint_id = converting.touchpoint_id
left join {{ ref('fct_touchpoints') }} as touchpoints
    on non_converting.touchpoint_id = touchpoints.touchpoint_id
where
    non_converting.journey_count > 1
    or converting.touchpoint_id is not null
    or touchpoints.touchpoint_id is null
    or touchpoints.exclusion_reason is not null
