{#- SQL: value of a parameter in a web address, decoded; null where it is absent or empty. What is
    encoded otherwise than in UTF-8, or cut off within a character, stays as it is.
    Example: url_parameter("'/p?utm_source=our+news'", 'utm_source') gives our news. -#}
{% macro url_parameter(address, parameter) -%}
    {%- set value -%}
        replace(regexp_extract({{ address }}, '[?&]{{ parameter }}=([^&#]*)', 1, 'i'), '+', ' ')
    {%- endset -%}
    nullif(coalesce(try(url_decode({{ value }})), {{ value }}), '')
{%- endmacro %}
