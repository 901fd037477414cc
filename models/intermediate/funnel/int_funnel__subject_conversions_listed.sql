-- One row per subject of the funnel and conversion that made it a customer.
{# A view: the value stands with the conversion. -#}
{{ config(materialized='view') }}
with

listed as (
    select
        subject_id,
        conversion_type || '|' || native_conversion_id as conversion_id
    from {{ ref('int_funnel__purchases_assigned') }}
    union all
    select
        'opportunity|' || opportunity_id as subject_id,
        'opportunity_won|' || opportunity_id as conversion_id
    from {{ ref('int_journeys__opportunities_dated') }}
    where is_won
)

select * from listed
