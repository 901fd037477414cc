{#- CTEs that sum how credit moves with the weights of the models that look them up by one column;
    the last is sensitivities_<column>. Needs CTEs touchpoints and journeys. A touchpoint gains where
    its own state weighs more, and loses where any state of its journey does. -#}
{% macro weight_moves(models, column) %}
{%- set alike = [] -%}
{%- for model in models if crm_attribution.estimated_state(model) == column -%}
    {%- do alike.append(model) -%}
{%- endfor -%}
parts_{{ column }} as (
    select
        conversion_key,
        channel,
        coalesce(campaign_id, '(no campaign)') as campaign_id,
        {{ column }} as state,
        {% for model in alike -%}
        {% set share = 'shares_through[' ~ model.weight_index ~ '] - shares_before['
            ~ model.weight_index ~ ']' -%}
        {{ crm_attribution.sum_doubles('coalesce(' ~ share ~ ', 0)') }}
            as share_{{ model.name }}{{ ',' if not loop.last }}
        {% endfor -%}
    from touchpoints
    group by conversion_key, channel, campaign_id, state
    {% for hazard in alike if hazard.family == 'additive_hazard' -%}
    union all
    select
        conversion_key,
        '(baseline)' as channel,
        '(baseline)' as campaign_id,
        '(baseline)' as state,
        {% for model in alike -%}
        {{ '1 - max(shares_through[' ~ model.weight_index ~ '])' if model == hazard else '0e0' }}
            as share_{{ model.name }}{{ ',' if not loop.last }}
        {% endfor -%}
    from touchpoints
    group by conversion_key
    having max(shares_through[{{ hazard.weight_index }}]) < 1
    {% endfor -%}
),

states_{{ column }} as (
    select
        conversion_key,
        state,
        {% for model in alike -%}
        {{ crm_attribution.sum_doubles('share_' ~ model.name) }}
            as share_{{ model.name }}{{ ',' if not loop.last }}
        {% endfor -%}
    from parts_{{ column }}
    group by conversion_key, state
),

moves_{{ column }} as (
    select
        conversion_key,
        channel,
        campaign_id,
        state,
        {% for model in alike -%}
        share_{{ model.name }} as move_{{ model.name }}{{ ',' if not loop.last }}
        {% endfor -%}
    from parts_{{ column }}
    union all
    select
        parts.conversion_key,
        parts.channel,
        parts.campaign_id,
        states.state,
        {% for model in alike -%}
        -parts.share_{{ model.name }} * states.share_{{ model.name }}
            as move_{{ model.name }}{{ ',' if not loop.last }}
        {% endfor -%}
    from parts_{{ column }} as parts
    inner join states_{{ column }} as states on parts.conversion_key = states.conversion_key
),

sensitivities_{{ column }} as (
    select
        journeys.conversion_type,
        journeys.weights_conversion_type,
        moves.channel,
        moves.campaign_id,
        moves.state,
        case when moves.state = '(baseline)' then journeys.stratum end as stratum,
        {% for model in alike -%}
        {% set move = 'moves.move_' ~ model.name -%}
        {{ crm_attribution.sum_doubles(move) }} as credit_{{ model.name }},
        {{ crm_attribution.sum_doubles(move ~ ' * journeys.conversion_value', 'hugeint') }}
            as revenue_{{ model.name }}{{ ',' if not loop.last }}
        {% endfor -%}
    from moves_{{ column }} as moves
    inner join journeys on moves.conversion_key = journeys.conversion_key
    group by
        journeys.conversion_type, journeys.weights_conversion_type, moves.channel,
        moves.campaign_id, moves.state, stratum
)
{%- endmacro %}
