{#- Days that a touchpoint may lie before a conversion of this type.
    Example: case when conversion_type = 'order' then 30 else 90 end. -#}
{% macro lookback_window_days(conversion_type) %}
    {%- set windows = var('lookback_window_days') -%}
    case
        {% for type, days in windows.items() if type != 'default' -%}
            when {{ conversion_type }} = {{ crm_attribution.text_list([type]) }} then {{ days }}
        {% else -%}
            when false then null
        {% endfor -%}
        else {{ windows['default'] }}
    end
{%- endmacro %}
