-- No text in the tables of intermediate and marts holds an e-mail address, plain or as in a URL.
-- The columns are those the database has when this runs. Views add no text to their tables.
{#- The test must run after the models it looks at; what a layer adds stands in its last models. -#}
{%- set last_models = [
    ref('dim_accounts'), ref('dim_campaigns'), ref('dim_channels'), ref('dim_person_identities'),
    ref('dim_persons'),
    ref('fct_attribution_totals'), ref('fct_conversions'), ref('fct_journeys'), ref('fct_spend'),
    ref('fct_touchpoints'), ref('rpt_attribution_model_comparison'),
    ref('rpt_campaign_performance'), ref('rpt_channel_performance'), ref('rpt_ingestion'),
] %}
{%- set schemas = [] %}
{%- for node in (graph.nodes.values() if execute else []) %}
    {%- if node.resource_type == 'model' and node.package_name == 'crm_attribution'
        and node.fqn[1] in ['intermediate', 'marts'] and node.schema not in schemas %}
        {%- do schemas.append(node.schema) %}
    {%- endif %}
{%- endfor %}
{%- set columns %}
    select
        columns.table_schema,
        columns.table_name,
        columns.column_name
    from information_schema.columns as columns
    inner join information_schema.tables as tables
        using (table_catalog, table_schema, table_name)
    where
        columns.table_catalog = '{{ target.database }}'
        and columns.table_schema in ({{ crm_attribution.text_list(schemas) }})
        and columns.data_type = 'VARCHAR'
        and tables.table_type = 'BASE TABLE'
    order by all
{%- endset %}
with

found as (
    {% for schema, table, column in (run_query(columns).rows if execute else []) -%}
    select
        '{{ schema }}.{{ table }}.{{ column }}' as column_name,
        count(*) as row_count
    from {{ adapter.quote(schema) }}.{{ adapter.quote(table) }}
    where
        (contains({{ adapter.quote(column) }}, '@') or contains({{ adapter.quote(column) }}, '%40'))
        and regexp_matches(
            {{ adapter.quote(column) }}, '[A-Za-z0-9_+-](@|%40)[A-Za-z0-9-]+[.][A-Za-z]{2}'
        )
    union all
    {% endfor -%}
    select
        null as column_name,
        0 as row_count
)

select * from found
where row_count > 0
