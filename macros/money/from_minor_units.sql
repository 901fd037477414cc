{#- Whole minor units as a decimal amount, exactly. Example: 1235 -> 12.35 with money_digits 2. -#}
{% macro from_minor_units(units) %}
    {%- set digits = var('money_digits') -%}
    {%- set unit = '0.' ~ '0' * (digits - 1) ~ '1' if digits > 0 else '1' -%}
    {%- set whole = 'cast(' ~ units ~ ' as decimal(38, 0))' -%}
    {%- set unit_type = 'decimal(' ~ (digits + 1) ~ ', ' ~ digits ~ ')' -%}
    cast({{ whole }} * cast({{ unit }} as {{ unit_type }}) as {{ crm_attribution.money_type() }})
{%- endmacro %}
