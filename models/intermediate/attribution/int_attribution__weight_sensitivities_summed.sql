-- One row per data-driven attribution model, conversion type, channel or campaign, and weight, of
-- the type itself or of bookings it settles: how much credit moves per unit of its logarithm.
{%- set models = crm_attribution.attribution_models()
    | selectattr('family', 'in', crm_attribution.estimated_families()) | list %}
with

journeys as (
    select
        journeys.conversion_key,
        journeys.conversion_type,
        journeys.journey_conversion_type as weights_conversion_type,
        journeys.conversion_value_minor / {{ 10 ** var('money_digits') }} as conversion_value,
        {{ crm_attribution.hazard_stratum('accounts') }} as stratum
    from {{ ref('int_journeys__journeys_summarised') }} as journeys
    left join {{ ref('int_crm__accounts_unioned') }} as accounts
        on journeys.account_id = accounts.account_id
    where {{ var('bootstrap_replicates') }} > 0 and journeys.journey_length > 0
),

touchpoints as (
    select * from {{ ref('int_attribution__touchpoints_weighted') }}
    where {{ var('bootstrap_replicates') }} > 0
),

weights as (
    select * from {{ ref('int_attribution__weights_unioned') }}
),

-- Models that look weights up by the same column go through the journeys together.
{% for column in crm_attribution.estimated_states(models) -%}
{{ crm_attribution.weight_moves(models, column) }},

{% endfor -%}
unioned as (
    {% for model in models -%}
    select
        '{{ model.name }}' as attribution_model,
        conversion_type,
        weights_conversion_type,
        channel,
        campaign_id,
        state,
        stratum,
        credit_{{ model.name }} as credit_sensitivity,
        revenue_{{ model.name }} as revenue_sensitivity
    from sensitivities_{{ crm_attribution.estimated_state(model) }}
    where credit_{{ model.name }} <> 0 or revenue_{{ model.name }} <> 0
    {{ 'union all' if not loop.last }}
    {% else -%}
    select
        '' as attribution_model,
        journeys.conversion_type,
        journeys.weights_conversion_type,
        '' as channel,
        '' as campaign_id,
        '' as state,
        '' as stratum,
        0e0 as credit_sensitivity,
        0e0 as revenue_sensitivity
    from journeys
    where false
    {% endfor -%}
),

{% for grouped_by in ['channel', 'campaign'] -%}
by_{{ grouped_by }} as (
    select
        unioned.attribution_model,
        unioned.conversion_type,
        unioned.weights_conversion_type,
        '{{ grouped_by }}' as grouped_by,
        unioned.{{ 'channel' if grouped_by == 'channel' else 'campaign_id' }} as group_value,
        cast(weights.weight_number as integer) as state_number,
        {{ crm_attribution.sum_doubles('unioned.credit_sensitivity', 'hugeint') }}
            as credit_sensitivity,
        {{ crm_attribution.sum_doubles('unioned.revenue_sensitivity', 'hugeint') }}
            as revenue_sensitivity
    from unioned
    inner join weights
        on
            unioned.attribution_model = weights.attribution_model
            and unioned.weights_conversion_type = weights.conversion_type
            and unioned.state = weights.state
            and unioned.stratum is not distinct from weights.stratum
    group by
        unioned.attribution_model, unioned.conversion_type, unioned.weights_conversion_type,
        group_value, weights.weight_number
),

{% endfor -%}
sensitivities as (
    select * from by_channel
    union all
    select * from by_campaign
)

-- In one order, so that sums of doubles over it come out the same in every build.
select * from sensitivities
order by all
