{#- The domain of a web site, as in e-mail addresses: https://www.Acme.com/about -> acme.com. -#}
{% macro website_domain(expression) %}
    {{- return(
        "nullif(regexp_replace(regexp_extract(lower(" ~ expression
        ~ "), '^(?:[a-z]+://)?(?:[^/@]*@)?([^/:?#]+)', 1), '^www[0-9]*\\.', ''), '')"
    ) -}}
{% endmacro %}
