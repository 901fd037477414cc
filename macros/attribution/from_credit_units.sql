{#- Credit in millionths of a millionth as a decimal of 12 digits, exactly. -#}
{% macro from_credit_units(units, precision) %}
    cast(cast({{ units }} as decimal(25, 0)) * cast(0.000000000001 as decimal(13, 12)) as decimal({{ precision }}, 12))
{%- endmacro %}
