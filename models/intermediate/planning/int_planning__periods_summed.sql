-- One row per metric, channel and period of the forecast, and per metric and whole period that the
-- exports know of.
{%- set chosen = crm_attribution.forecast_attribution_model(
    crm_attribution.additive_attribution_models()
) %}
{%- set touchpoints = ref('int_attribution__touchpoints_weighted') %}
{%- set period = var('forecast_period') %}
with

bookings as (
    select
        conversion_key,
        cast(date_trunc('{{ period }}', booked_date) as date) as period_start_date
    from {{ ref('int_planning__bookings_listed') }}
),

journeys as (
    select
        summarised.*,
        bookings.period_start_date
    from {{ ref('int_journeys__journeys_summarised') }} as summarised
    inner join bookings on summarised.conversion_key = bookings.conversion_key
),

{{ crm_attribution.attribution_totals(chosen, touchpoints, ['period_start_date'], {}) }},

spend as (
    select
        channel,
        spend_minor,
        cast(date_trunc('{{ period }}', spend_date) as date) as period_start_date
    from {{ ref('int_spend__daily_unioned') }}
    where spend_date is not null
),

bounds as (
    select * from {{ ref('int_planning__spans_bounded') }}
),

spans as (
    select
        unnest(['booked_conversions', 'booked_revenue']) as metric,
        first_date,
        last_date
    from bounds
    union all
    select
        'spend' as metric,
        first_spend_date as first_date,
        last_spend_date as last_date
    from bounds
),

periods as (
    select
        metric,
        cast(unnest(generate_series(
            date_trunc('{{ period }}', first_date), last_date, interval 1 {{ period }}
        )) as date) as period_start_date,
        first_date,
        last_date
    from spans
    where first_date <= last_date
),

-- Periods that the exports know only a part of would look like a fall.
whole_periods as (
    select
        metric,
        cast(null as varchar) as channel,
        0e0 as value,
        period_start_date
    from periods
    where
        period_start_date >= first_date
        and period_start_date + interval 1 {{ period }} <= last_date + 1
),

by_channel as (
    select
        channel,
        sum(credit_units) as credit_units,
        sum(revenue_minor) as revenue_minor,
        period_start_date
    from totals_unioned
    group by all
),

unioned as (
    select * from whole_periods
    union all
    select
        'booked_conversions' as metric,
        channel,
        credit_units / 1e12 as value,
        period_start_date
    from by_channel
    union all
    select
        'booked_revenue' as metric,
        channel,
        revenue_minor / {{ 10 ** var('money_digits') }} as value,
        period_start_date
    from by_channel
    union all
    select
        'spend' as metric,
        channel,
        sum(spend_minor) / {{ 10 ** var('money_digits') }} as value,
        period_start_date
    from spend
    group by all
)

select * from unioned
