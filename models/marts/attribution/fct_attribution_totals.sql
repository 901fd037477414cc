-- One row per attribution model, conversion type, period of conversion, period of touchpoint,
-- channel, campaign, customer type, original currency, revenue bases and margin rate: the credits
-- summed in one pass, from which every report adds up.
{%- set models = crm_attribution.additive_attribution_models() %}
{%- set touchpoints = ref('fct_journey_touchpoints') %}
{%- set conversion_keys = [
    'customer_type', 'original_currency_code', 'is_booked', 'is_invoiced', 'is_paid', 'margin_rate',
] %}
{%- set touchpoint_period = crm_attribution.period_start('touchpoints.touchpoint_date') %}
with

journeys as (
    select
        *,
        {{ crm_attribution.period_start('conversion_date') }} as conversion_period_date
    from {{ ref('fct_journeys') }}
),

{{ crm_attribution.attribution_totals(
    models, touchpoints, ['conversion_period_date'] + conversion_keys,
    {'touchpoint_period_date': [touchpoint_period, 'date']}
) }},

totals as (
    select
        attribution_model,
        conversion_type,
        channel,
        campaign_id,
        customer_type,
        '{{ var("reporting_currency") }}' as currency_code,
        original_currency_code,
        {{ crm_attribution.from_credit_units('credit_units', 38) }} as attributed_conversions,
        {{ crm_attribution.from_minor_units('revenue_minor') }} as attributed_revenue,
        margin_rate,
        is_booked,
        is_invoiced,
        is_paid,
        conversion_period_date,
        touchpoint_period_date
    from totals_unioned
)

select * from totals
