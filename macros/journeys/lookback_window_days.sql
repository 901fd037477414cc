{#- Days that a touchpoint may lie before a conversion of this type.
    Example: case conversion_type when 'order' then 90 else 90 end. -#}
{% macro lookback_window_days(conversion_type) %}
    {%- set windows = var('lookback_window_days') -%}
    case {{ conversion_type }}
        {% for type, days in windows.items() if type != 'default' -%}
            when '{{ type }}' then {{ days }}
        {% endfor -%}
        else {{ windows['default'] }}
    end
{%- endmacro %}
