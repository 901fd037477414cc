{#- Checks the variable export_mappings. -#}
{% macro assert_export_mappings() %}
    {%- set keys = ['system', 'object', 'entity', 'columns', 'constants', 'where_present'] -%}
    {%- for mapping in var('export_mappings') -%}
        {%- for key in mapping if key not in keys -%}
            {{ crm_attribution.raise_variable_error(
                'export_mappings', key, 'entries with the keys ' ~ keys | join(', ')
            ) }}
        {%- endfor -%}
        {%- if not mapping.get('system') or not mapping.get('object') -%}
            {{ crm_attribution.raise_variable_error(
                'export_mappings', mapping, 'entries that name at least system and object'
            ) }}
        {%- endif -%}
        {%- set earlier = var('export_mappings')[:loop.index0]
            | selectattr('system', 'equalto', mapping.system)
            | selectattr('object', 'equalto', mapping.object)
            | map(attribute='entity') | list -%}
        {%- if mapping.get('entity') in earlier -%}
            {{ crm_attribution.raise_variable_error(
                'export_mappings', mapping, 'one entry per system, object and entity'
            ) }}
        {%- endif -%}
        {%- set found_keys = [] -%}
        {%- for export in crm_attribution.list_exports() if export.system == mapping.system -%}
            {%- do found_keys.append(crm_attribution.export_name_key(export.stem)) -%}
        {%- endfor -%}
        {%- if crm_attribution.export_name_key(mapping.object) not in found_keys -%}
            {#- An absent source is simply absent, but a mapping of it may as well be misspelt. -#}
            {%- do exceptions.warn(
                'variable export_mappings: there is no export ' ~ mapping.system ~ '/'
                ~ mapping.object ~ '; its mapping has no effect.'
            ) -%}
        {%- endif -%}
    {%- endfor -%}
{% endmacro %}
