{#- Whether a time is but a day: exported as one, or as the first moment of a local one. -#}
{% macro fxiaoke_is_day(column) %}
    {%- set local -%}
        {{ column }} at time zone 'UTC' at time zone '{{ var('local_timezone') }}'
    {%- endset -%}
    {{- return(
        '(' ~ column ~ '_is_date_only or cast(' ~ local ~ " as time) = time '00:00:00')"
    ) -}}
{% endmacro %}
