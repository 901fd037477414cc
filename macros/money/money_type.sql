{#- The SQL type of an amount in the marts: a decimal with the variable money_digits. -#}
{% macro money_type() %}
    {{- return('decimal(28, ' ~ var('money_digits') ~ ')') -}}
{% endmacro %}
