{#- A select of every row of every staging model of an entity that has landed. The staging model is
    the one that reads the landing table. -#}
{% macro staged_rows() %}
    {%- set selects = [] -%}
    {%- for table in crm_attribution.landed_tables() -%}
        {%- set source_id = 'source.crm_attribution.' ~ table.adapter ~ '.' ~ table.entity -%}
        {%- for node in graph.nodes.values()
            if node.resource_type == 'model' and source_id in node.depends_on.nodes -%}
            {%- set relation = api.Relation.create(
                database=node.database, schema=node.schema, identifier=node.alias
            ) -%}
            {%- do selects.append(
                'select ' ~ crm_attribution.text_list([table.entity])
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
