{#- SQL: host of a web address in lower case, without "www."; empty or null where there is none.
    Example: https://www.Google.co.uk/search?q=crm gives google.co.uk. -#}
{% macro web_host(address) -%}
    lower(
        regexp_extract(
            {{ address }}, '^(?:[a-z][a-z0-9+.-]*:)?(?://)?(?:www\.)?([^/?#:]+\.[^/?#:]+)', 1, 'i'
        )
    )
{%- endmacro %}
