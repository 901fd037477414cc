-- One row per conversion and eligible touchpoint, with its cumulative shares under every weighted
-- attribution model (time decay, weights by channel or campaign type), in the order of the seed.
{# A view: fct_journey_touchpoints alone reads it, and writes what it reads. -#}
{{ config(materialized='view') }}
{%- set models = crm_attribution.attribution_models() %}
{%- set weighted = models | selectattr('weight_index') | list %}
{{ crm_attribution.assert_weight_keys(
    models, ref('int_journeys__touchpoint_channels_mapped'), ref('int_crm__campaigns_unioned')
) }}
with

campaigns as (
    select
        campaign_id,
        campaign_type
    from {{ ref('int_crm__campaigns_unioned') }}
),

touchpoints as (
    select
        positioned.*,
        campaigns.campaign_type
    from {{ ref('int_journeys__touchpoints_positioned') }} as positioned
    left join campaigns on positioned.campaign_id = campaigns.campaign_id
),

weights as (
    select
        {% for model in weighted -%}
        {{ crm_attribution.touchpoint_weight(model, 'touchpoints') }} as weight_{{ loop.index }},
        {% endfor -%}
        touchpoints.*
    from touchpoints
),

running as (
    select
        {% for model in weighted -%}
        sum(weight_{{ loop.index }}) over journey_so_far as weight_through_{{ loop.index }},
        nullif(sum(weight_{{ loop.index }}) over journey, 0) as weight_total_{{ loop.index }},
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
        conversion_key,
        touchpoint_id,
        person_id,
        campaign_id,
        touchpoint_type,
        channel,
        touchpoint_position,
        is_lead_creation,
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
        touched_at,
        converted_at
    from running
)

select * from shares
