{#- The landing tables that hold rows of some export.
    Example: [{'adapter': 'salesforce', 'entity': 'lead', 'relation': '"landing_…"."lead"'}, …]. -#}
{% macro landed_tables() %}
    {%- set tables = [] -%}
    {%- if not execute -%}{{ return(tables) }}{%- endif -%}
    {#- Nothing has landed where a project is compiled that was never built. -#}
    {%- if not adapter.get_relation(target.database, 'landing', 'files') -%}
        {{ return(tables) }}
    {%- endif -%}
    {%- set query -%}
        select distinct adapter, entity from landing.files where entity is not null order by all
    {%- endset -%}
    {%- for row in run_query(query) -%}
        {%- do tables.append({
            'adapter': row[0],
            'entity': row[1],
            'relation': api.Relation.create(
                database=target.database, schema='landing_' ~ row[0], identifier=row[1]
            ),
        }) -%}
    {%- endfor -%}
    {{ return(tables) }}
{% endmacro %}
