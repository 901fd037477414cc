{#- What one export holds: by the variable export_mappings, else by its name. -#}
{% macro export_entities(export) %}
    {%- set adapter = crm_attribution.export_adapter(export.system) -%}
    {%- set known = crm_attribution.adapter_entities(adapter) -%}
    {%- set entity_key = crm_attribution.export_entity_key(export.stem) -%}
    {%- set name_key = crm_attribution.export_name_key(export.stem) -%}
    {%- set named = namespace(entity=none) -%}
    {%- for entity in known -%}
        {%- if crm_attribution.export_entity_key(entity) == entity_key -%}
            {%- set named.entity = entity -%}
        {%- endif -%}
    {%- endfor -%}
    {%- set held = [] -%}
    {%- for mapping in var('export_mappings') -%}
        {%- if mapping.system == export.system
            and crm_attribution.export_name_key(mapping.object) == name_key -%}
            {%- set entity = mapping.get('entity', named.entity) -%}
            {%- if entity not in known -%}
                {%- do exceptions.raise_compiler_error(
                    "variable export_mappings: entity '" ~ entity ~ "' of " ~ mapping.system ~ '/'
                    ~ mapping.object ~ ' is unknown. Allowed: ' ~ known | join(', ') ~ '.'
                ) -%}
            {%- endif -%}
            {%- do held.append({
                'entity': entity,
                'columns': mapping.get('columns', {}),
                'constants': mapping.get('constants', {}),
                'where_present': mapping.get('where_present'),
            }) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- if not held and named.entity -%}
        {%- do held.append({
            'entity': named.entity, 'columns': {}, 'constants': {}, 'where_present': none,
        }) -%}
    {%- endif -%}
    {{ return(held) }}
{% endmacro %}
