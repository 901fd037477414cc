{#- Whether the models of an adapter are built. dbt_project.yml says the same for its folders. -#}
{% macro is_switched_on(adapter_name) %}
    {%- set named = crm_attribution.switched_on_adapters() -%}
    {#- These match people by name in models that they share. -#}
    {%- set together = ['zoho', 'fxiaoke', 'dynamics'] -%}
    {%- if not named or adapter_name == 'neutral' or adapter_name in named -%}
        {{ return(true) }}
    {%- endif -%}
    {{ return(adapter_name in together and named | select('in', together) | list | length > 0) }}
{% endmacro %}
