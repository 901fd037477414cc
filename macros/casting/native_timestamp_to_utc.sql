{#- A value that is a timestamp already, in UTC; without a zone it is local. -#}
{% macro native_timestamp_to_utc(expression, source_type) %}
    {%- if source_type == 'TIMESTAMP WITH TIME ZONE' -%}
        {{ return('cast(' ~ expression ~ " at time zone 'UTC' as timestamp)") }}
    {%- endif -%}
    {{- return('cast(' ~ crm_attribution.local_to_utc(expression) ~ ' as timestamp)') -}}
{% endmacro %}
