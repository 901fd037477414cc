{#- Text to a UTC timestamp, null when it cannot be read. A bare date is the last second of its local
    day; a time without an offset is local; Z and offsets are honoured (DuckDB's own cast to
    timestamp ignores them without a word). Arguments: raw (SQL of text). -#}
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
