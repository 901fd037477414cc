{#- Text to a UTC timestamp. DuckDB's own cast to timestamp ignores Z and offsets, silently. -#}
{% macro text_to_utc(raw) %}
    {%- set day_end = 'try_cast(' ~ raw ~ " as date) + time '23:59:59'" -%}
    {%- set naive = 'try_cast(' ~ raw ~ ' as timestamp)' -%}
    {{- return(
        'case when length(' ~ raw ~ ') <= 10 then ' ~ crm_attribution.local_to_utc(day_end)
        ~ ' when ends_with(' ~ raw ~ ", 'Z') then " ~ naive
        ~ ' when regexp_matches(substr(' ~ raw ~ ", 17), '[+-]') then try_cast(" ~ raw ~ " as timestamptz) at time zone 'UTC'"
        ~ ' else ' ~ crm_attribution.local_to_utc(naive) ~ ' end'
    ) -}}
{% endmacro %}
