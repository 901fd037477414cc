-- One row per attribution model, conversion type, period of conversion, period of touchpoint,
-- channel and campaign: the credits summed in one pass, from which every report adds up.
{%- set models = crm_attribution.additive_attribution_models() %}
{%- set touchpoints = ref('fct_journey_touchpoints') %}
with

journeys as (
    select
        *,
        {{ crm_attribution.period_start('conversion_date') }} as conversion_period_date
    from {{ ref('fct_journeys') }}
),

-- Every model side by side: the touchpoints are read once, not once per model.
shares as (
    select
        {% for model in models -%}
        {{ crm_attribution.cumulative_share(model, 'before', 'touchpoints', 'journeys') }}
            as before_{{ loop.index }},
        {{ crm_attribution.cumulative_share(model, 'through', 'touchpoints', 'journeys') }}
            as through_{{ loop.index }},
        {% endfor -%}
        journeys.conversion_type,
        journeys.conversion_value_minor,
        touchpoints.channel,
        touchpoints.campaign_id,
        journeys.conversion_period_date,
        {{ crm_attribution.period_start('touchpoints.touchpoint_date') }} as touchpoint_period_date
    from {{ touchpoints }} as touchpoints
    inner join journeys on touchpoints.conversion_key = journeys.conversion_key
),

credited as (
    select
        {% for model in models -%}
        {% set bounds = ['before_' ~ loop.index, 'through_' ~ loop.index] -%}
        sum({{ crm_attribution.credit_units(bounds, '1000000000000') }}) as credit_{{ loop.index }},
        sum({{ crm_attribution.credit_units(bounds, 'conversion_value_minor') }})
            as revenue_{{ loop.index }},
        {% endfor -%}
        conversion_type,
        channel,
        campaign_id,
        conversion_period_date,
        touchpoint_period_date
    from shares
    group by all
),

{% for model in models -%}
credits_of_{{ model.name }} as (
    select
        '{{ model.name }}' as attribution_model,
        conversion_type,
        channel,
        campaign_id,
        conversion_period_date,
        touchpoint_period_date,
        credit_{{ loop.index }} as credit_units,
        revenue_{{ loop.index }} as revenue_minor
    from credited
    where credit_{{ loop.index }} <> 0 or revenue_{{ loop.index }} <> 0
),

unattributed_of_{{ model.name }} as (
    select
        '{{ model.name }}' as attribution_model,
        journeys.conversion_type,
        '(unattributed)' as channel,
        cast(null as varchar) as campaign_id,
        journeys.conversion_period_date,
        cast(null as date) as touchpoint_period_date,
        count(*) * 1000000000000 as credit_units,
        sum(journeys.conversion_value_minor) as revenue_minor
    from journeys
    {{ crm_attribution.where_unattributed(model, touchpoints, 'journeys') }}
    group by all
),

{% endfor -%}
unioned as (
    {% for model in models -%}
    select * from credits_of_{{ model.name }}
    union all
    select * from unattributed_of_{{ model.name }}
    {{ 'union all' if not loop.last }}
    {% endfor -%}
),

totals as (
    select
        attribution_model,
        conversion_type,
        channel,
        campaign_id,
        '{{ var("reporting_currency") }}' as currency_code,
        {{ crm_attribution.from_credit_units('credit_units', 38) }} as attributed_conversions,
        {{ crm_attribution.from_minor_units('revenue_minor') }} as attributed_revenue,
        conversion_period_date,
        touchpoint_period_date
    from unioned
)

select * from totals
