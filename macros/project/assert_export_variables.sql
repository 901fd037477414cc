{#- Checks the variables exports_path, export_mappings and export_schemas. -#}
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
    {{ crm_attribution.assert_export_mappings() }}
{% endmacro %}
