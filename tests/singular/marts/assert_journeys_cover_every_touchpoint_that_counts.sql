-- Where there are conversions of a type, a touchpoint that can count is in the journey of one of
-- them or in a journey that led to none, unless whom it touched has converted before and cannot do
-- so again. Mirror: assert_journeys_have_each_touchpoint_on_one_side.
with

units as (
    select * from {{ ref('int_journeys__units_converted') }}
),

conversion_types as (
    select
        conversion_type,
        bool_or(is_account) as is_by_account
    from units
    group by conversion_type
),

-- A touchpoint that names nobody is somebody's only where accounts convert.
touchpoints as (
    select
        conversion_types.conversion_type,
        touchpoints.touchpoint_id
    from {{ ref('fct_touchpoints') }} as touchpoints
    cross join conversion_types
    where
        touchpoints.exclusion_reason is null
        and (
            touchpoints.person_id is not null
            or (conversion_types.is_by_account and touchpoints.account_id is not null)
        )
),

too_late as (
    select
        units.conversion_type,
        touchpoints.touchpoint_id
    from {{ ref('conversion_types') }} as types
    inner join units on types.conversion_type = units.conversion_type
    inner join {{ ref('fct_touchpoints') }} as touchpoints
        on
            units.unit_id
            = case when units.is_account then touchpoints.account_id else touchpoints.person_id end
            and units.converted_at < touchpoints.touched_at
    where not types.is_repeatable
)

select
    conversion_type,
    touchpoint_id
from touchpoints
except
select
    journeys.conversion_type,
    touchpoints.touchpoint_id
from {{ ref('fct_journey_touchpoints') }} as touchpoints
inner join {{ ref('fct_journeys') }} as journeys
    on touchpoints.conversion_key = journeys.conversion_key
where not journeys.is_settled
except
select
    conversion_type,
    touchpoint_id
from {{ ref('int_journeys__non_converting_touchpoints_listed') }}
except
select
    conversion_type,
    touchpoint_id
from too_late
