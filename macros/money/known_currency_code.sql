{#- The ISO 4217 code of an amount: the export's, in capitals, else the default (variable
    default_currency_code). Example: known_currency_code('currency_code') of usd -> USD. -#}
{% macro known_currency_code(currency_code) %}
    {{- return(
        'upper(coalesce(' ~ currency_code ~ ", '" ~ var('default_currency_code') ~ "'))"
    ) -}}
{% endmacro %}
