{#- Checks the project's variables before anything is written. -#}
{% macro assert_variables() %}
    {%- if not execute -%}{{ return('') }}{%- endif -%}
    {%- for name, allowed in {
        'conversion_matching': ['account', 'contact_roles', 'primary_contact', 'person'],
        'date_only_touchpoints_at': ['day_end', 'day_start'],
        'reporting_period': ['day', 'week', 'month', 'quarter', 'year', 'fiscal'],
        'parent_campaign_costs': ['own', 'total'],
        'count_unresponded_members': [true, false],
        'allow_touchpoint_reuse': [true, false],
        'publish_account_names': [true, false],
        'attribute_funnel_stages': [true, false],
        'money_digits': range(0, 9) | list,
        'path_report_length': range(1, 19) | list,
    }.items() -%}
        {{ crm_attribution.assert_one_of(name, allowed) }}
    {%- endfor -%}
    {%- for name in ['excluded_touchpoint_types', 'excluded_channels'] -%}
        {%- if var(name) is string or var(name) is mapping or var(name) is not iterable -%}
            {{ crm_attribution.raise_variable_error(name, var(name), 'a list of names') }}
        {%- endif -%}
    {%- endfor -%}
    {%- for name in ['reporting_currency', 'default_currency_code'] -%}
        {%- if not modules.re.match('^[A-Z]{3}$', var(name) | string) -%}
            {{ crm_attribution.raise_variable_error(
                name, var(name), 'an ISO 4217 code of three capital letters, such as USD'
            ) }}
        {%- endif -%}
    {%- endfor -%}
    {%- set margin = var('gross_margin_rate') -%}
    {%- if margin is not number or margin is boolean or not 0 <= margin <= 1 -%}
        {{ crm_attribution.raise_variable_error(
            'gross_margin_rate', margin, 'a number from 0 to 1'
        ) }}
    {%- endif -%}
    {%- set horizon = var('funnel_horizon_days') -%}
    {%- if horizon is not integer or horizon is boolean or horizon < 1 -%}
        {{ crm_attribution.raise_variable_error(
            'funnel_horizon_days', horizon, 'a whole number of days from 1'
        ) }}
    {%- endif -%}
    {%- set zone = var('local_timezone') | string -%}
    {%- set same_zones = 'select 1 from pg_timezone_names() where name = '
        ~ crm_attribution.text_list([zone]) -%}
    {%- if not run_query(same_zones).rows -%}
        {{ crm_attribution.raise_variable_error(
            'local_timezone', zone, 'an IANA time zone such as Europe/Berlin'
        ) }}
    {%- endif -%}
    {%- if target.database in ['staging', 'intermediate', 'marts', 'reference', 'landing'] -%}
        {#- "marts"."x" would then be the database's x as well as the schema's. -#}
        {{ crm_attribution.raise_variable_error(
            'CRM_ATTRIBUTION_DB (the database)', target.database,
            'a file that is not named like one of the schemas'
        ) }}
    {%- endif -%}
    {{ crm_attribution.assert_lookback_windows() }}
    {{ crm_attribution.assert_data_driven_variables() }}
    {{ crm_attribution.assert_gate_variables() }}
    {{ crm_attribution.assert_planning_variables() }}
    {{ crm_attribution.assert_export_variables() }}
{% endmacro %}
