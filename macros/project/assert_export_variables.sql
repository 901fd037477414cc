{#- Checks the variables exports_path, export_mappings and export_schemas. -#}
{% macro assert_export_variables() %}
    {%- set path = crm_attribution.exports_path() -%}
    {%- set configured = var('exports_path') or env_var('CRM_EXPORTS', '') -%}
    {%- if configured and not run_query('select 1 from glob(' ~ crm_attribution.text_list([path ~ '/*/*']) ~ ') limit 1').rows -%}
        {{ crm_attribution.raise_variable_error(
            'exports_path (or CRM_EXPORTS)', path, 'a folder with one sub-folder of exports per source system'
        ) }}
    {%- endif -%}
    {%- if var('export_schemas') is not mapping -%}
        {{ crm_attribution.raise_variable_error(
            'export_schemas', var('export_schemas'), 'source system: schema, or source system: database.schema'
        ) }}
    {%- endif -%}
    {%- set keys = ['system', 'object', 'entity', 'columns', 'constants', 'where_present'] -%}
    {%- for mapping in var('export_mappings') -%}
        {%- for key in mapping if key not in keys -%}
            {{ crm_attribution.raise_variable_error('export_mappings', key, 'entries with the keys ' ~ keys | join(', ')) }}
        {%- endfor -%}
        {%- if not mapping.get('system') or not mapping.get('object') -%}
            {{ crm_attribution.raise_variable_error('export_mappings', mapping, 'entries that name at least system and object') }}
        {%- endif -%}
        {%- set earlier = var('export_mappings')[:loop.index0]
            | selectattr('system', 'equalto', mapping.system) | selectattr('object', 'equalto', mapping.object)
            | map(attribute='entity') | list -%}
        {%- if mapping.get('entity') in earlier -%}
            {{ crm_attribution.raise_variable_error('export_mappings', mapping, 'one entry per system, object and entity') }}
        {%- endif -%}
        {%- set found = crm_attribution.list_exports() | selectattr('system', 'equalto', mapping.system) | map(attribute='stem') -%}
        {%- set object_key = crm_attribution.export_name_key(mapping.object) -%}
        {%- if object_key not in found | map('lower') | map('replace', '_', '') | map('replace', ' ', '') | map('replace', '-', '') | list -%}
            {#- An absent source is simply absent, but a mapping of it may as well be misspelt. -#}
            {%- do exceptions.warn(
                'variable export_mappings: there is no export ' ~ mapping.system ~ '/' ~ mapping.object ~ '; its mapping has no effect.'
            ) -%}
        {%- endif -%}
    {%- endfor -%}
{% endmacro %}
