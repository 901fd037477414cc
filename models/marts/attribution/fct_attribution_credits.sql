-- One row per attribution model, conversion and credited touchpoint; touchpoint_id is null where a
-- conversion, or what a model looks for in it, has no touchpoint.
{{ config(materialized='view') }}
{%- set models = crm_attribution.additive_attribution_models() %}
with

touchpoints as (
    select * from {{ ref('fct_journey_touchpoints') }}
),

journeys as (
    select * from {{ ref('fct_journeys') }}
),

{# A branch per attribution model: a reader who asks for one pays for one. -#}
{% for model in models -%}
{{ model.name }} as (
    {{ crm_attribution.attribution_credit_rows(model, 'touchpoints', 'journeys') }}
),

{{ model.name }}_unattributed as (
    {{ crm_attribution.unattributed_rows(model, 'touchpoints', 'journeys') }}
),

{% endfor -%}
credits as (
    {% for model in models -%}
    select * from {{ model.name }}
    union all
    select * from {{ model.name }}_unattributed
    {{ 'union all' if not loop.last }}
    {% endfor -%}
)

select * from credits
