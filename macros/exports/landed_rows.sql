{#- A select of every row that landed, whatever its entity. -#}
{% macro landed_rows() %}
    {%- for table in crm_attribution.landed_tables() %}
    select
        source_system,
        {{ crm_attribution.text_list([table.entity]) }} as entity,
        file_name,
        row_number,
        is_staged,
        rejections
    from {{ table.relation }}
    {{ 'union all' if not loop.last }}
    {%- else %}
    select
        source_system,
        entity,
        file_name,
        cast(null as bigint) as row_number,
        cast(null as boolean) as is_staged,
        cast(null as struct(column_name varchar, value varchar, reason varchar)[]) as rejections
    from {{ source('landing', 'files') }}
    where false
    {%- endfor %}
{% endmacro %}
