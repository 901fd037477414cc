-- One row per booked conversion: a won opportunity, or an order of no won opportunity.
{{ config(materialized='view') }}
with

conversions as (
    select
        conversion_key,
        conversion_type,
        opportunity_id,
        conversion_value_minor,
        {{ crm_attribution.local_date('converted_at') }} as booked_date
    from {{ ref('int_journeys__conversions_valued') }}
    where conversion_type in ('opportunity_won', 'order')
),

won as (
    select opportunity_id from conversions
    where conversion_type = 'opportunity_won' and opportunity_id is not null
),

-- The order of a won opportunity is the same money a second time.
booked as (
    select
        conversions.conversion_key,
        conversions.conversion_value_minor,
        conversions.booked_date
    from conversions
    left join won
        on
            conversions.conversion_type = 'order'
            and conversions.opportunity_id = won.opportunity_id
    where won.opportunity_id is null and conversions.booked_date is not null
)

select * from booked
