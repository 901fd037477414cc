-- Every conversion has a journey that carries its value and its time. Mirror:
-- assert_journeys_have_only_conversions.
with

conversions as (
    select
        conversion_id,
        conversion_type,
        conversion_value,
        converted_at
    from {{ ref('fct_conversions') }}
),

journeys as (
    select
        conversion_id,
        conversion_type,
        conversion_value,
        converted_at
    from {{ ref('fct_journeys') }}
)

select * from conversions
except all
select * from journeys
