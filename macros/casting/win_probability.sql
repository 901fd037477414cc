{#- A likelihood of winning from 0 to 1, of the number or text of an export, percent or not.
    Null where it is none: a CRM accepts 1000 %, and a deal is not to be lost for that.
    Example: win_probability('probability', 100) of '65 %' -> 0.65. -#}
{% macro win_probability(expression, whole) %}
    {%- set bare = "regexp_replace(cast(" ~ expression ~ " as varchar), '[%％\\s]', '', 'g')" -%}
    {%- set number = "try_cast(replace(" ~ bare ~ ", ',', '.') as decimal(18, 6))" %}
    cast(
        case when {{ number }} between 0 and {{ whole }} then {{ number }} / {{ whole }} end
        as decimal(7, 6)
    )
{%- endmacro %}
