{#- The SQL type of an amount in the marts. Example: decimal(28, 2).
    The contracts of the marts, where no macro can be called, write it out. -#}
{% macro money_type() %}
    {{- return('decimal(28, ' ~ var('money_digits') ~ ')') -}}
{% endmacro %}
