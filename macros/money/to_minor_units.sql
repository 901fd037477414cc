{#- An amount in whole minor units of the reporting currency, rounded once.
    Example: to_minor_units('12.345', 'null') -> 1235 with money_digits 2. -#}
{% macro to_minor_units(amount, factor) %}
    {%- set scale = '1' ~ '0' * var('money_digits') -%}
    coalesce(
        case
            when {{ factor }} is null then cast(round({{ amount }} * {{ scale }}, 0) as bigint)
            else cast(round(cast({{ amount }} as double) * {{ factor }} * {{ scale }}) as bigint)
        end, 0
    )
{%- endmacro %}
