{#- Checks the attribution models before anything is written: a build that stopped at them would
    leave new conversions beside old credits. -#}
{% macro assert_attribution_models() %}
    {%- if execute -%}
        {%- do crm_attribution.read_attribution_models(
            crm_attribution.attribution_models_file()
        ) -%}
    {%- endif -%}
{% endmacro %}
