{#- What every adapter reads: its sources as declared, for crm_attribution.landing. -#}
{% macro export_contracts() %}
    {%- set contracts = [] -%}
    {%- for node in graph.sources.values()
        if node.package_name == 'crm_attribution' and node.source_name != 'landing' -%}
        {%- set columns = [] -%}
        {%- for column in node.columns.values() -%}
            {%- do columns.append({
                'name': column.name,
                'data_type': column.data_type,
                'meta': (column.config or {}).get('meta') or column.meta or {},
            }) -%}
        {%- endfor -%}
        {%- do contracts.append({
            'adapter': node.source_name,
            'entity': node.name,
            'meta': node.config.meta or node.meta or {},
            'columns': columns,
        }) -%}
    {%- endfor -%}
    {{ return(contracts) }}
{% endmacro %}
