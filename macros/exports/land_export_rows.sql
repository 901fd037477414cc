{#- Select of one export's rows under the contract's column names. -#}
{% macro land_export_rows(export, held, contract) %}
    {%- set header = crm_attribution.export_header(export) -%}
    select
        {% for source in crm_attribution.export_column_sources(export, header, held, contract) -%}
            {{ crm_attribution.cast_cell(source.expression, source.type, source.column) }},
        {% endfor -%}
        {{ crm_attribution.text_list([export.system]) }} as source_system,
        {{ crm_attribution.text_list([export.name]) }} as file_name,
        export_row_number as row_number
    from (
        {#- Numbered before anything is left out, so that a row can be found in its file. -#}
        select
            *,
            {{ 'file_row_number + 1' if export.format == 'parquet' else 'row_number() over ()' }}
                as export_row_number
        from {{ export.reader }}
    ) as export_rows
    {%- if held.where_present %}
        {%- set filter = crm_attribution.find_export_column(header, held.where_present) -%}
        {%- if not filter -%}
            {%- do exceptions.raise_compiler_error(
                "variable export_mappings: where_present names the column '" ~ held.where_present
                ~ "', which " ~ export.system ~ '/' ~ export.name ~ ' does not have. Found: '
                ~ header | map(attribute='name') | join(', ') ~ '.'
            ) -%}
        {%- endif %}
    where nullif(trim(cast({{ adapter.quote(filter.name) }} as varchar)), '') is not null
    {%- endif %}
{% endmacro %}
