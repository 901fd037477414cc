{#- SQL: value of a parameter in a web address, decoded; null where it is absent or empty.
    Example: url_parameter("'/p?utm_source=our+news'", 'utm_source') gives our news. -#}
{% macro url_parameter(address, parameter) -%}
    nullif(
        url_decode(
            replace(
                regexp_extract({{ address }}, '[?&]{{ parameter }}=([^&#]*)', 1, 'i'), '+', ' '
            )
        ), ''
    )
{%- endmacro %}
