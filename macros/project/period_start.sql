{#- First day of the reporting period (variable reporting_period) that a date lies in. -#}
{% macro period_start(day) %}
    {{- return("cast(date_trunc('" ~ var('reporting_period') ~ "', " ~ day ~ ') as date)') -}}
{% endmacro %}
