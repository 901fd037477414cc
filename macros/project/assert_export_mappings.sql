{#- Checks the variable export_mappings. -#}
{% macro assert_export_mappings() %}
    {%- set keys = ['system', 'object', 'entity', 'columns', 'constants', 'where_present',
        'date_order', 'decimal_mark'] -%}
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
        {%- if mapping.get('date_order', 'auto') not in ['auto', 'dmy', 'mdy']
            or mapping.get('decimal_mark', 'auto') not in ['auto', '.', ','] -%}
            {{ crm_attribution.raise_variable_error(
                'export_mappings', mapping,
                'date_order auto, dmy or mdy and decimal_mark auto, "." or ","'
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
    {%- endfor -%}
{% endmacro %}
