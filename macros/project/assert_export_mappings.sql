{#- Checks the form of the variable export_mappings. Whether its names are right, and no entity is
    read twice from an export, is known once the exports are looked at. -#}
{% macro assert_export_mappings() %}
    {%- set mappings = var('export_mappings') -%}
    {%- set keys = ['system', 'object', 'entity', 'columns', 'constants', 'where_present',
        'date_order', 'decimal_mark'] -%}
    {%- if mappings is string or mappings is mapping or mappings is not iterable -%}
        {{ crm_attribution.raise_variable_error(
            'export_mappings', mappings, 'a list of entries with the keys ' ~ keys | join(', ')
        ) }}
    {%- endif -%}
    {%- for mapping in mappings -%}
        {%- if mapping is not mapping -%}
            {{ crm_attribution.raise_variable_error(
                'export_mappings', mapping, 'entries with the keys ' ~ keys | join(', ')
            ) }}
        {%- endif -%}
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
        {%- for key in ['system', 'object', 'entity', 'where_present']
            if mapping.get(key) is not none and mapping[key] is not string -%}
            {{ crm_attribution.raise_variable_error(
                'export_mappings', key ~ ': ' ~ mapping[key], 'a text; a number needs quotes'
            ) }}
        {%- endfor -%}
        {%- for key in ['columns', 'constants']
            if mapping.get(key) is not none and mapping[key] is not mapping -%}
            {{ crm_attribution.raise_variable_error(
                'export_mappings', key ~ ': ' ~ mapping[key],
                'our column: ' ~ ('their column' if key == 'columns' else 'a text')
            ) }}
        {%- endfor -%}
        {%- for ours, theirs in (mapping.get('columns') or {}).items() if theirs is not string -%}
            {{ crm_attribution.raise_variable_error(
                'export_mappings', ours ~ ': ' ~ theirs,
                'our column: their column, a text; a number needs quotes'
            ) }}
        {%- endfor -%}
        {%- if mapping.get('date_order', 'auto') not in ['auto', 'dmy', 'mdy']
            or mapping.get('decimal_mark', 'auto') not in ['auto', '.', ','] -%}
            {{ crm_attribution.raise_variable_error(
                'export_mappings', mapping,
                'date_order auto, dmy or mdy and decimal_mark auto, "." or ","'
            ) }}
        {%- endif -%}
    {%- endfor -%}
{% endmacro %}
