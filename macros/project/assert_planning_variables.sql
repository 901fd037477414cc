{#- Checks the variables of response curves, budget and forecast. -#}
{% macro assert_planning_variables() %}
    {%- set allowed = 'a list of log, hill or both' -%}
    {%- set families = var('response_curve_families') -%}
    {%- if families is string or families is mapping or families is not iterable
        or families | reject('in', ['log', 'hill']) | list or not families -%}
        {{ crm_attribution.raise_variable_error('response_curve_families', families, allowed) }}
    {%- endif -%}
    {%- set decays = var('response_decays') -%}
    {%- set allowed = 'a list of numbers from 0 to below 1' -%}
    {%- if decays is string or decays is mapping or decays is not iterable or not decays -%}
        {{ crm_attribution.raise_variable_error('response_decays', decays, allowed) }}
    {%- endif -%}
    {%- for decay in decays -%}
        {%- if decay is not number or decay is boolean or not 0 <= decay < 1 -%}
            {{ crm_attribution.raise_variable_error('response_decays', decay, allowed) }}
        {%- endif -%}
    {%- endfor -%}
    {%- for name, least in {
        'response_minimum_weeks': 20, 'response_replicates': 100, 'planning_recent_weeks': 1,
        'forecast_periods': 1, 'forecast_channels': 1,
    }.items() -%}
        {%- set value = var(name) -%}
        {%- if value is not integer or value is boolean or value < least -%}
            {{ crm_attribution.raise_variable_error(
                name, value, 'a whole number from ' ~ least
            ) }}
        {%- endif -%}
    {%- endfor -%}
    {%- set budget = var('planned_weekly_budget') -%}
    {%- if budget is not none and (budget is not number or budget is boolean or budget <= 0) -%}
        {{ crm_attribution.raise_variable_error(
            'planned_weekly_budget', budget, 'an amount above 0, or null for the current spend'
        ) }}
    {%- endif -%}
    {%- set change = var('planned_change_rate') -%}
    {%- if change is not number or change is boolean or not 0 <= change <= 1 -%}
        {{ crm_attribution.raise_variable_error(
            'planned_change_rate', change, 'a number from 0 to 1'
        ) }}
    {%- endif -%}
    {%- if var('forecast_period') not in ['week', 'month'] -%}
        {{ crm_attribution.raise_variable_error(
            'forecast_period', var('forecast_period'), 'week, month'
        ) }}
    {%- endif -%}
{% endmacro %}
