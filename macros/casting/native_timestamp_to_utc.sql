{#- A value that a Parquet file or a table already holds as a timestamp, in UTC.
    Arguments: expression (SQL), source_type (its DuckDB type). -#}
{% macro native_timestamp_to_utc(expression, source_type) %}
    {%- if source_type == 'TIMESTAMP WITH TIME ZONE' -%}
        {{ return('cast(' ~ expression ~ " at time zone 'UTC' as timestamp)") }}
    {%- endif -%}
    {{- return('cast(' ~ crm_attribution.local_to_utc(expression) ~ ' as timestamp)') -}}
{% endmacro %}
