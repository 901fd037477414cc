{#- For each column of a contract, where its value comes from in one export. -#}
{% macro export_column_sources(export, header, held, contract) %}
    {%- set where = export.system ~ '/' ~ export.name -%}
    {%- set found = header | rejectattr('name', 'equalto', 'file_row_number')
        | map(attribute='name') | join(', ') -%}
    {%- set allowed = contract | map(attribute='name') | list -%}
    {%- set mapped = (held.columns.keys() | list) + (held.constants.keys() | list) -%}
    {%- for name in mapped if name not in allowed -%}
        {%- do exceptions.raise_compiler_error(
            "variable export_mappings: column '" ~ name ~ "' of " ~ where ~ ' is unknown in entity '
            ~ held.entity ~ '. Allowed: ' ~ allowed | join(', ') ~ '.'
        ) -%}
    {%- endfor -%}
    {%- set sources = [] -%}
    {%- for column in contract -%}
        {%- set wanted = held.columns.get(column.name, column.name) -%}
        {%- set source = crm_attribution.find_export_column(header, wanted) -%}
        {%- if column.name in held.constants -%}
            {%- set literal = crm_attribution.text_list([held.constants[column.name]]) -%}
            {%- do sources.append({'column': column, 'expression': literal, 'type': 'VARCHAR'}) -%}
        {%- elif source -%}
            {%- do sources.append({
                'column': column, 'expression': adapter.quote(source.name), 'type': source.type,
            }) -%}
        {%- elif column.is_required or column.name in held.columns -%}
            {%- do exceptions.raise_compiler_error(
                where ~ ": the column '" ~ wanted ~ "' (" ~ held.entity ~ '.' ~ column.name
                ~ ') is missing. Found: ' ~ found
                ~ '. Rename it there or map it with the variable export_mappings.'
            ) -%}
        {%- else -%}
            {%- do sources.append({'column': column, 'expression': none, 'type': none}) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(sources) }}
{% endmacro %}
