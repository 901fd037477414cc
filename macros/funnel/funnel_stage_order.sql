{#- Place of a stage in the funnel, from 1; null for a loss and for what no stage is mapped to.
    Example: funnel_stage_order('funnel_stage') -> 3 for consideration. -#}
{% macro funnel_stage_order(funnel_stage) %}
    {{- return(
        'nullif(list_position([' ~ crm_attribution.text_list(crm_attribution.funnel_stages())
        ~ '], ' ~ funnel_stage ~ '), 0)'
    ) -}}
{% endmacro %}
