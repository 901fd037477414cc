{#- Credit in millionths of a millionth as a decimal of 12 digits, exactly. -#}
{% macro from_credit_units(units, precision) %}
    {%- set whole = 'cast(' ~ units ~ ' as decimal(25, 0))' -%}
    {%- set unit = 'cast(0.000000000001 as decimal(13, 12))' %}
    cast({{ whole }} * {{ unit }} as decimal({{ precision }}, 12))
{%- endmacro %}
