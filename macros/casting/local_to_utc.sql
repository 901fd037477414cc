{#- A timestamp of the local time zone (variable local_timezone) in UTC. -#}
{% macro local_to_utc(expression) %}
    {%- set zone = var('local_timezone') -%}
    {%- if zone == 'UTC' -%}{{ return('(' ~ expression ~ ')') }}{%- endif -%}
    {{- return('((' ~ expression ~ ") at time zone '" ~ zone ~ "' at time zone 'UTC')") -}}
{% endmacro %}
