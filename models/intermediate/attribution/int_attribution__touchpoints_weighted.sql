-- One row per conversion and eligible touchpoint, with its cumulative shares under every weighted
-- attribution model, in the order of the seed; what settles a booking has those of the booking.
{# Without intervals fct_journey_touchpoints alone reads it, and writes what it reads. -#}
{{ config(materialized='table' if var('bootstrap_replicates') | int > 0 else 'view') }}
{%- set models = crm_attribution.attribution_models() %}
{%- set weighted = models | selectattr('weight_index') | list %}
{%- set estimated = weighted | selectattr('family', 'in', crm_attribution.estimated_families())
    | list %}
{%- set hazards = weighted | selectattr('family', 'equalto', 'additive_hazard') | list %}
{#- Named before any condition: dbt learns a model's parents while parsing. #}
{%- set accounts = ref('int_crm__accounts_unioned') %}
{{ crm_attribution.assert_weight_keys(
    models, ref('int_journeys__touchpoint_channels_mapped'), ref('int_crm__campaigns_unioned')
) }}
with

touchpoints as (
    select * from {{ ref('int_attribution__touchpoint_states_listed') }}
),

estimates as (
    select * from {{ ref('int_attribution__weights_unioned') }}
),

-- Bookings and what settles them: empty, and the join to it free, where nothing settles anything.
settling as (
    select distinct
        journey_conversion_key,
        unnest([journey_conversion_key, conversion_key]) as conversion_key
    from {{ ref('int_journeys__conversions_valued') }}
    where conversion_key <> journey_conversion_key
),

-- A table of a few rows per model, so that each join is a look-up.
{% for model in estimated -%}
weights_of_{{ model.name }} as (
    select
        conversion_type,
        state,
        weight,
        half_life_days
    from estimates
    where attribution_model = '{{ model.name }}' and state_number > 0
),

{% if model in hazards -%}
baseline_of_{{ model.name }} as (
    select
        conversion_type,
        stratum,
        weight
    from estimates
    where attribution_model = '{{ model.name }}' and state_number = 0
),

{% endif -%}
{% endfor -%}
estimated as (
    select
        {% for model in estimated -%}
        weights_of_{{ model.name }}.weight as weight_of_{{ model.name }},
        {% if model in hazards -%}
        weights_of_{{ model.name }}.half_life_days as half_life_of_{{ model.name }},
        coalesce(baseline_of_{{ model.name }}.weight, 0) as baseline_of_{{ model.name }},
        {% endif -%}
        {% endfor -%}
        touchpoints.*
    from touchpoints
    {% if hazards and var('hazard_strata') != 'none' -%}
    left join {{ accounts }} as accounts on touchpoints.account_id = accounts.account_id
    {% endif -%}
    {% for model in estimated -%}
    left join weights_of_{{ model.name }}
        on
            touchpoints.conversion_type = weights_of_{{ model.name }}.conversion_type
            and touchpoints.{{ crm_attribution.estimated_state(model) }}
            = weights_of_{{ model.name }}.state
    {% if model in hazards -%}
    left join baseline_of_{{ model.name }}
        on
            touchpoints.conversion_type = baseline_of_{{ model.name }}.conversion_type
            and {{ crm_attribution.hazard_stratum('accounts') }}
            = baseline_of_{{ model.name }}.stratum
    {% endif -%}
    {% endfor %}
),

weights as (
    select
        {% for model in weighted -%}
        {{ crm_attribution.touchpoint_weight(model, 'estimated') }} as weight_{{ loop.index }},
        {% endfor -%}
        estimated.*
    from estimated
),

-- The (baseline) of a hazard stands behind the last touchpoint, where no share reaches.
running as (
    select
        {% for model in weighted -%}
        {% set baseline = ' + cast(round(1e12 * baseline_of_' ~ model.name ~ ') as bigint)'
            if model in hazards else '' -%}
        sum(weight_{{ loop.index }}) over journey_so_far as weight_through_{{ loop.index }},
        nullif(sum(weight_{{ loop.index }}) over journey{{ baseline }}, 0)
            as weight_total_{{ loop.index }},
        {% endfor -%}
        weights.*
    from weights
    window
        journey_so_far as (
            partition by conversion_key order by touchpoint_position
            rows between unbounded preceding and current row
        ),
        journey as (
            partition by conversion_key order by touchpoint_position
            rows between unbounded preceding and unbounded following
        )
),

shares as (
    select
        coalesce(settling.conversion_key, running.conversion_key) as conversion_key,
        running.touchpoint_id,
        running.person_id,
        running.campaign_id,
        running.touchpoint_type,
        running.channel,
        running.touchpoint_position,
        running.is_lead_creation,
        cast([
            {% for model in weighted -%}
            (weight_through_{{ loop.index }} - weight_{{ loop.index }})
            / weight_total_{{ loop.index }}{{ ',' if not loop.last }}
            {% endfor -%}
        ] as double[]) as shares_before,
        cast([
            {% for model in weighted -%}
            weight_through_{{ loop.index }}
            / weight_total_{{ loop.index }}{{ ',' if not loop.last }}
            {% endfor -%}
        ] as double[]) as shares_through,
        {% for column in crm_attribution.estimated_states(estimated) %}{{ column }}, {% endfor %}
        running.touched_at,
        running.converted_at
    from running
    left join settling on running.conversion_key = settling.journey_conversion_key
)

select * from shares
