{#- Select of one export's rows under the contract's column names. -#}
{% macro land_export_rows(export, held, contract) %}
    {%- set header = crm_attribution.export_header(export) -%}
    select
        {% for source in crm_attribution.export_column_sources(export, header, held, contract) -%}
            {{ crm_attribution.cast_cell(source.expression, source.type, source.column) }},
        {% endfor -%}
        {{ crm_attribution.text_list([export.system]) }} as source_system,
        {{ crm_attribution.text_list([export.name]) }} as file_name,
        {{ 'file_row_number + 1' if export.format == 'parquet' else 'row_number() over ()' }}
            as row_number
    from {{ export.reader }}
    {%- if held.where_present %}
        {%- set filter = crm_attribution.find_export_column(header, held.where_present) -%}
        {%- if not filter -%}
            {%- do exceptions.raise_compiler_error(
                'variable export_mappings: where_present names the column \'' ~ held.where_present ~ '\', which '
                ~ export.system ~ '/' ~ export.name ~ ' does not have. Found: '
                ~ header | map(attribute='name') | join(', ') ~ '.'
            ) -%}
        {%- endif %}
    where nullif(trim(cast({{ adapter.quote(filter.name) }} as varchar)), '') is not null
    {%- endif %}
{% endmacro %}
