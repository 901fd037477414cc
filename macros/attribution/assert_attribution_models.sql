{#- Checks the attribution models before anything is written: a build that stopped at them would
    leave new conversions beside old credits. -#}
{% macro assert_attribution_models() %}
    {%- if execute -%}
        {%- set models = crm_attribution.read_attribution_models(
            crm_attribution.attribution_models_file()
        ) -%}
        {%- set additive = models | rejectattr('family', 'equalto', 'influence') | list -%}
        {%- if not crm_attribution.forecast_attribution_model(additive) -%}
            {{ crm_attribution.raise_variable_error(
                'forecast_attribution_model', var('forecast_attribution_model'),
                'auto, or an attribution model that adds up and is computed: '
                ~ additive | map(attribute='name') | join(', ')
            ) }}
        {%- endif -%}
    {%- endif -%}
{% endmacro %}
