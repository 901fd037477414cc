{#- First day of the reporting period (variable reporting_period) that a date lies in. -#}
{% macro period_start(day) %}
    {%- if var('reporting_period') == 'fiscal' -%}
        {{- return(crm_attribution.fiscal_period_start(day)) -}}
    {%- endif -%}
    {{- return("cast(date_trunc('" ~ var('reporting_period') ~ "', " ~ day ~ ') as date)') -}}
{% endmacro %}
