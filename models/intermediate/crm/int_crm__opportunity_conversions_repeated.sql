-- One row per exported conversion that its opportunity is already: its creation, and its win once
-- it is won.
with

conversions as (
    select * from {{ ref('int_crm__opportunity_conversions_matched') }}
),

opportunities as (
    select
        opportunity_id,
        is_won
    from {{ ref('int_crm__opportunities_unioned') }}
),

repeated as (
    select
        conversions.native_conversion_id,
        conversions.conversion_type,
        conversions.opportunity_id
    from conversions
    inner join opportunities on conversions.opportunity_id = opportunities.opportunity_id
    where conversions.conversion_type = 'opportunity_created' or opportunities.is_won
)

select * from repeated
