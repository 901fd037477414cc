-- One row per conversion.
-- It waits for the data-driven weights, so that a build which stops at them leaves it as it was:
-- {{ ref('int_attribution__touchpoints_weighted') }}
with

conversions as (
    select * from {{ ref('int_journeys__conversions_valued') }}
),

published as (
    select
        conversion_id,
        person_id,
        account_id,
        opportunity_id,
        customer_id,
        settled_conversion_id,
        source_system,
        conversion_type,
        revenue_basis,
        settled_by,
        customer_type,
        matched_by,
        converted_at_basis,
        '{{ var("reporting_currency") }}' as currency_code,
        original_currency_code,
        {{ crm_attribution.from_minor_units('conversion_value_minor') }} as conversion_value,
        cast(original_value as decimal(28, 10)) as original_value,
        margin_rate,
        is_booked,
        is_invoiced,
        is_paid,
        {{ crm_attribution.local_date('converted_at') }} as conversion_date,
        converted_at
    from conversions
)

select * from published
