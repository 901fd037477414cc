{#- The attribution models of the seed, checked.
    Example: [{'name': 'linear', 'family': 'position', 'weights': {'middle': 1.0}, …}, …]. -#}
{% macro attribution_models() %}
    {#- Named before the guard: dbt learns a model's parents while parsing. -#}
    {%- set seed = ref('attribution_models') -%}
    {%- if not execute -%}{{ return([]) }}{%- endif -%}
    {#- `dbt compile` and `dbt docs generate` load no seed; its file says the same. -#}
    {%- set is_loaded = load_relation(seed) is not none -%}
    {{ return(crm_attribution.read_attribution_models(
        seed if is_loaded else crm_attribution.attribution_models_file()
    )) }}
{% endmacro %}
