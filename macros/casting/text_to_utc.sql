{#- Text to a UTC timestamp. DuckDB's own cast to timestamp ignores Z and offsets, silently. -#}
{% macro text_to_utc(raw) %}
    {%- set day_end = 'try_cast(' ~ raw ~ " as date) + time '23:59:59'" -%}
    {%- set naive = 'try_cast(' ~ raw ~ ' as timestamp)' -%}
    {%- set zoned = 'try_cast(' ~ raw ~ " as timestamptz) at time zone 'UTC'" -%}
    {#- Z is by far the commonest zone, and the plain cast reads it right and fast. -#}
    {{- return(
        'case when length(' ~ raw ~ ') <= 10 then ' ~ crm_attribution.local_to_utc(day_end)
        ~ ' when ends_with(' ~ raw ~ ", 'Z') then " ~ naive
        ~ ' when right(' ~ raw ~ ", 1) not between '0' and '9' then " ~ zoned
        ~ ' when regexp_matches(substr(' ~ raw ~ ", 17), '[+-]') then " ~ zoned
        ~ ' else ' ~ crm_attribution.local_to_utc(naive) ~ ' end'
    ) -}}
{% endmacro %}
