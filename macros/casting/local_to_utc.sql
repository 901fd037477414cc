{#- A timestamp of the local time zone (variable local_timezone) in UTC. -#}
{% macro local_to_utc(expression) %}
    {%- if var('local_timezone') == 'UTC' -%}{{ return('(' ~ expression ~ ')') }}{%- endif -%}
    {{- return('((' ~ expression ~ ") at time zone '" ~ var('local_timezone') ~ "' at time zone 'UTC')") -}}
{% endmacro %}
