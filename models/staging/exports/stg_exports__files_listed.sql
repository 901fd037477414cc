-- One row per export file or table found and entity it holds; one without an entity is not read.
{%- set found = [] -%}
{%- for export in crm_attribution.list_exports() -%}
    {%- set held = crm_attribution.export_entities(export) | map(attribute='entity') | list -%}
    {%- for entity in held or [none] -%}
        {%- do found.append({'export': export, 'entity': entity}) -%}
    {%- endfor -%}
{%- endfor %}
with

files as (
    {% for item in found -%}
    select
        {{ crm_attribution.text_list([item.export.system]) }} as source_system,
        {{ crm_attribution.text_list([item.entity]) if item.entity else 'null' }} as entity,
        {{ crm_attribution.text_list([item.export.name]) }} as file_name,
        '{{ item.export.format }}' as file_format,
        '{{ crm_attribution.export_adapter(item.export.system) }}' as adapter
    {{ 'union all' if not loop.last }}
    {% else -%}
    select
        null as source_system,
        null as entity,
        null as file_name,
        null as file_format,
        null as adapter
    where false
    {% endfor -%}
),

typed as (
    select
        cast(source_system as varchar) as source_system,
        cast(entity as varchar) as entity,
        cast(file_name as varchar) as file_name,
        cast(file_format as varchar) as file_format,
        cast(adapter as varchar) as adapter
    from files
)

select * from typed
