{#- Every table and view of one schema that a loader wrote, in the form of list_exports. -#}
{% macro list_export_tables(system, schema) %}
    {%- set parts = schema.split('.') -%}
    {%- set database = parts[0] if parts | length == 2 else target.database -%}
    {%- set exports = [] -%}
    {%- set query -%}
        select table_name from information_schema.tables
        where
            lower(table_catalog) = lower('{{ database }}')
            and lower(table_schema) = lower('{{ parts[-1] }}')
        order by table_name
    {%- endset -%}
    {%- for row in run_query(query) -%}
        {%- set relation = api.Relation.create(
            database=database, schema=parts[-1], identifier=row[0]
        ) -%}
        {%- do exports.append({
            'system': system,
            'name': row[0],
            'stem': row[0],
            'format': 'table',
            'reader': relation | string,
        }) -%}
    {%- endfor -%}
    {%- if not exports -%}
        {%- do exceptions.raise_compiler_error(
            "variable export_schemas: '" ~ system ~ "' names the schema '" ~ schema
            ~ "', in which there is no table. "
            ~ "Allowed: \"schema\" or \"database.schema\" of a loader's tables."
        ) -%}
    {%- endif -%}
    {{ return(exports) }}
{% endmacro %}
