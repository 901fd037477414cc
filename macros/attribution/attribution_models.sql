{#- The attribution models of the seed, checked.
    Example: [{'name': 'linear', 'family': 'position', 'weights': {'middle': 1.0}, …}, …]. -#}
{% macro attribution_models() %}
    {#- Named before the guard: dbt learns a model's parents while parsing. -#}
    {%- set seed = ref('attribution_models') -%}
    {{ return(crm_attribution.read_attribution_models(seed) if execute else []) }}
{% endmacro %}
