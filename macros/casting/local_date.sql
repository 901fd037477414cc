{#- The local calendar date (variable local_timezone) of a UTC timestamp. -#}
{% macro local_date(expression) %}
    {%- set zone = var('local_timezone') -%}
    {%- if zone == 'UTC' -%}{{ return('cast(' ~ expression ~ ' as date)') }}{%- endif -%}
    {{- return(
        'cast((' ~ expression ~ ") at time zone 'UTC' at time zone '" ~ zone ~ "' as date)"
    ) -}}
{% endmacro %}
