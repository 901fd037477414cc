{#- Checks the variables about exports. -#}
{% macro assert_export_variables() %}
    {%- set path = crm_attribution.exports_path() -%}
    {%- set configured = var('exports_path') or env_var('CRM_EXPORTS', '') -%}
    {%- set files = crm_attribution.text_list([path ~ '/*/*']) -%}
    {%- if configured and not run_query('select 1 from glob(' ~ files ~ ') limit 1').rows -%}
        {{ crm_attribution.raise_variable_error(
            'exports_path (or CRM_EXPORTS)', path,
            'a folder with one sub-folder of exports per source system'
        ) }}
    {%- endif -%}
    {%- if var('export_schemas') is not mapping -%}
        {{ crm_attribution.raise_variable_error(
            'export_schemas', var('export_schemas'),
            'source system: schema, or source system: database.schema'
        ) }}
    {%- endif -%}
    {%- for system, schema in var('export_schemas').items() if schema is not string -%}
        {{ crm_attribution.raise_variable_error(
            'export_schemas', system ~ ': ' ~ schema,
            'source system: schema, or source system: database.schema'
        ) }}
    {%- endfor -%}
    {%- for name, allowed in {
        'export_date_order': ['auto', 'dmy', 'mdy'], 'export_decimal_mark': ['auto', '.', ','],
    }.items() if var(name) not in allowed -%}
        {{ crm_attribution.raise_variable_error(name, var(name), allowed | join(' or ')) }}
    {%- endfor -%}
    {%- if not modules.re.fullmatch('[0-9]{0,3}', var('phone_country_code') | string) -%}
        {{ crm_attribution.raise_variable_error(
            'phone_country_code', var('phone_country_code'), 'up to three digits such as 49'
        ) }}
    {%- endif -%}
    {{ crm_attribution.assert_export_mappings() }}
{% endmacro %}
