-- One row per conversion with a journey of its own and unit, the account or person whose
-- touchpoints may explain it.
{{ config(materialized='view') }}
with

conversions as (
    select * from {{ ref('int_journeys__conversions_valued') }}
    where converted_at is not null and journey_conversion_key = conversion_key
),

by_account as (
    select
        conversion_key,
        conversion_type,
        true as is_account,
        account_id as unit_id,
        lookback_window_days,
        converted_at
    from conversions
    where matched_by = 'account'
),

by_person as (
    select
        conversions.conversion_key,
        conversions.conversion_type,
        false as is_account,
        people.person_id as unit_id,
        conversions.lookback_window_days,
        conversions.converted_at
    from {{ ref('int_journeys__conversion_people_listed') }} as people
    inner join conversions on people.conversion_key = conversions.conversion_key
),

unioned as (
    select * from by_account
    union all
    select * from by_person
)

select * from unioned
