{#- The local calendar date (variable local_timezone) of a UTC timestamp. -#}
{% macro local_date(expression) %}
    {%- if var('local_timezone') == 'UTC' -%}{{ return('cast(' ~ expression ~ ' as date)') }}{%- endif -%}
    {{- return('cast((' ~ expression ~ ") at time zone 'UTC' at time zone '" ~ var('local_timezone') ~ "' as date)") -}}
{% endmacro %}
