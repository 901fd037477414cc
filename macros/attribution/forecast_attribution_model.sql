{#- The attribution model whose credits are forecast, in a list: the one that the variable
    forecast_attribution_model names; for auto linear, or the first of the seed where linear is not
    computed. -#}
{% macro forecast_attribution_model(additive) %}
    {%- set named = var('forecast_attribution_model') -%}
    {%- set wanted = 'linear' if named == 'auto' else named -%}
    {%- set found = additive | selectattr('name', 'equalto', wanted) | list -%}
    {{ return(found if found or named != 'auto' else additive[:1]) }}
{% endmacro %}
