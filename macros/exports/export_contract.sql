{#- The columns that an adapter reads of one entity, as declared on its source. -#}
{% macro export_contract(adapter, entity) %}
    {%- if not execute -%}{{ return([]) }}{%- endif -%}
    {%- set columns = [] -%}
    {%- for node in graph.sources.values() -%}
        {%- if node.package_name == 'crm_attribution'
            and node.source_name == adapter and node.name == entity -%}
            {%- for column in node.columns.values() -%}
                {%- set meta = (column.config or {}).get('meta') or column.meta or {} -%}
                {%- do columns.append({
                    'name': column.name,
                    'type': column.data_type or 'text',
                    'is_text': column.data_type in [none, 'text', 'id', 'person_id', 'url'],
                    'is_required': meta.get('required', false),
                    'is_key': meta.get('key', false),
                    'is_deleted_flag': meta.get('deleted_flag', false),
                    'kept_if': meta.get('kept_if'),
                    'default': meta.get('default'),
                }) -%}
            {%- endfor -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(columns) }}
{% endmacro %}
