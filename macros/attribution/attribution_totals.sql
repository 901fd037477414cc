{#- CTEs that sum the credits of all attribution models in one pass; the last is totals_unioned,
    with attribution_model, conversion_type, channel, campaign_id, credit_units, revenue_minor, the
    columns that journeys and touchpoints are to be grouped by.
    journey_keys: columns of the CTE journeys; touchpoint_keys: name -> [SQL, its type]. -#}
{% macro attribution_totals(models, touchpoints, journey_keys, touchpoint_keys) %}
{%- set keys = [] -%}
{%- set no_keys = [] -%}
{%- for key in journey_keys -%}
    {%- do keys.append(key) -%}
    {%- do no_keys.append('journeys.' ~ key) -%}
{%- endfor -%}
{%- for key, definition in touchpoint_keys.items() -%}
    {%- do keys.append(key) -%}
    {%- do no_keys.append('cast(null as ' ~ definition[1] ~ ') as ' ~ key) -%}
{%- endfor -%}
-- Every model side by side: the touchpoints are read once, not once per model.
shares as (
    select
        {% for model in models -%}
        {{ crm_attribution.cumulative_share(model, 'before', 'touchpoints', 'journeys') }}
            as before_{{ loop.index }},
        {{ crm_attribution.cumulative_share(model, 'through', 'touchpoints', 'journeys') }}
            as through_{{ loop.index }},
        {% endfor -%}
        {% for key in journey_keys -%}
        journeys.{{ key }},
        {% endfor -%}
        {% for key, definition in touchpoint_keys.items() -%}
        {{ definition[0] }} as {{ key }},
        {% endfor -%}
        journeys.conversion_type,
        journeys.conversion_value_minor,
        touchpoints.channel,
        touchpoints.campaign_id
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
        {{ keys | join(', ') }}
    from shares
    group by conversion_type, channel, campaign_id, {{ keys | join(', ') }}
),

{% for model in models -%}
credits_of_{{ model.name }} as (
    select
        '{{ model.name }}' as attribution_model,
        conversion_type,
        channel,
        campaign_id,
        {{ keys | join(', ') }},
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
        {{ no_keys | join(', ') }},
        count(*) * 1000000000000 as credit_units,
        sum(journeys.conversion_value_minor) as revenue_minor
    from journeys
    {{ crm_attribution.where_unattributed(model, touchpoints, 'journeys') }}
    group by all
),

{% if model.family == 'additive_hazard' -%}
{% set bounds = ['journeys.share_before', 'journeys.share_through'] -%}
baseline_of_{{ model.name }} as (
    select
        '{{ model.name }}' as attribution_model,
        journeys.conversion_type,
        '(baseline)' as channel,
        cast(null as varchar) as campaign_id,
        {{ no_keys | join(', ') }},
        sum({{ crm_attribution.credit_units(bounds, '1000000000000') }}) as credit_units,
        sum({{ crm_attribution.credit_units(bounds, 'journeys.conversion_value_minor') }})
            as revenue_minor
    from ({{ crm_attribution.baseline_shares(model, touchpoints, 'journeys') }}) as journeys
    group by all
),

{% endif -%}
{% endfor -%}
totals_unioned as (
    {{ crm_attribution.credit_branches_unioned(models) }}
)
{%- endmacro %}
