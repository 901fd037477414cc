{#- A select of every row of every staging model of an entity that has landed. The staging model is
    the one that reads the landing table; one walk through the graph finds them all. -#}
{% macro staged_rows() %}
    {%- set entities = {} -%}
    {%- for table in crm_attribution.landed_tables() -%}
        {%- do entities.update({
            'source.crm_attribution.' ~ table.adapter ~ '.' ~ table.entity: table.entity
        }) -%}
    {%- endfor -%}
    {%- set selects = [] -%}
    {#- While dbt parses nothing has landed, and there is no graph yet. -#}
    {%- for node in (graph.nodes.values() if entities else []) if node.resource_type == 'model' -%}
        {%- for source_id in node.depends_on.nodes if source_id in entities -%}
            {%- set relation = api.Relation.create(
                database=node.database, schema=node.schema, identifier=node.alias
            ) -%}
            {%- do selects.append(
                'select ' ~ crm_attribution.text_list([entities[source_id]])
                ~ ' as entity, source_system, file_name, row_number from ' ~ relation
            ) -%}
        {%- endfor -%}
    {%- endfor -%}
    {{ return(
        selects | join(' union all ') if selects
        else 'select entity, source_system, file_name, row_number from ('
            ~ crm_attribution.landed_rows() ~ ') as nothing_landed'
    ) }}
{% endmacro %}
