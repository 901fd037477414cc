{#- What the subjects of the funnel are cut by, one after the other: columns of
    int_funnel__subjects_described. -#}
{% macro funnel_segments() %}
    {{- return(['subject_type', 'source_system', 'lead_source', 'account_type', 'industry']) -}}
{% endmacro %}
