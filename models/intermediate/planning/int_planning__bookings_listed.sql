-- One row per booked conversion, such as a won opportunity or an order of none; without refunds.
{{ config(materialized='view') }}
with

-- An order of a won opportunity is not booked: it is the same money a second time.
booked as (
    select
        conversion_key,
        conversion_value_minor,
        {{ crm_attribution.local_date('converted_at') }} as booked_date
    from {{ ref('int_journeys__conversions_valued') }}
    where is_booked and not is_settling and converted_at is not null
)

select * from booked
