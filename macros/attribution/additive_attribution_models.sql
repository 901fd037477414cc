{#- The attribution models whose credit adds up, that is all but the influence models. -#}
{% macro additive_attribution_models() %}
    {%- set models = crm_attribution.attribution_models() -%}
    {{ return(models | rejectattr('family', 'equalto', 'influence') | list) }}
{% endmacro %}
