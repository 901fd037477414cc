{#- Checks the variable lookback_window_days. -#}
{% macro assert_lookback_windows() %}
    {%- set windows = var('lookback_window_days') -%}
    {%- set allowed = "whole numbers of days, 0 or more, by conversion type, with a 'default'" -%}
    {%- if windows is not mapping or 'default' not in windows -%}
        {{ crm_attribution.raise_variable_error('lookback_window_days', windows, allowed) }}
    {%- endif -%}
    {%- for type, days in windows.items() if days is not integer or days is boolean or days < 0 -%}
        {{ crm_attribution.raise_variable_error(
            'lookback_window_days', type ~ ': ' ~ days, allowed
        ) }}
    {%- endfor -%}
{% endmacro %}
