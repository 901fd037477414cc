-- One row per attribution model, conversion and credited touchpoint; touchpoint_id is null where a
-- conversion, or what a model looks for in it, has no touchpoint.
{{ config(materialized='view') }}
{%- set models = crm_attribution.additive_attribution_models() %}
{%- set touchpoints, journeys = ref('fct_journey_touchpoints'), ref('fct_journeys') %}
with

{# A branch per attribution model, each on the tables themselves: a reader who asks for one pays for
   one, where a shared CTE would be held in memory whole. -#}
{% for model in models -%}
credits_of_{{ model.name }} as (
    {{ crm_attribution.attribution_credit_rows(model, touchpoints, journeys) }}
),

unattributed_of_{{ model.name }} as (
    {{ crm_attribution.unattributed_rows(model, touchpoints, journeys) }}
),

{% if model.family == 'additive_hazard' -%}
baseline_of_{{ model.name }} as (
    {{ crm_attribution.baseline_rows(model, touchpoints, journeys) }}
),

{% endif -%}
{% endfor -%}
credits as (
    {{ crm_attribution.credit_branches_unioned(models) }}
)

select * from credits
