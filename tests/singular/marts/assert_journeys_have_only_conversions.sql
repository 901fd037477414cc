-- A journey belongs to a conversion, and no conversion has two. Mirror:
-- assert_journeys_cover_every_conversion.
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

select * from journeys
except all
select * from conversions
