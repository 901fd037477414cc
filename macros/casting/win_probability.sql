{#- A likelihood of winning from 0 to 1, of the number or text of an export, which may be in percent.
    Null where it is none: a CRM accepts 1000 %, and a deal is not to be lost for that.
    Example: win_probability('probability', 100) of '65 %' -> 0.65. -#}
{% macro win_probability(expression, whole) %}
    {%- set digits = "replace(regexp_replace(cast(" ~ expression ~ " as varchar), '[%％\\s]', '', 'g'), ',', '.')" -%}
    cast(
        case
            when try_cast({{ digits }} as decimal(18, 6)) between 0 and {{ whole }}
                then try_cast({{ digits }} as decimal(18, 6)) / {{ whole }}
        end as decimal(7, 6)
    )
{%- endmacro %}
