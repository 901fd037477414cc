{#- The columns of one export.
    Example: [{'name': 'CreatedDate', 'type': 'VARCHAR', 'key': 'createddate'}, …]. -#}
{% macro export_header(export) %}
    {%- set header = [] -%}
    {%- set seen = {} -%}
    {%- set types = {} -%}
    {%- for row in run_query('describe select * from ' ~ export.reader) -%}
        {%- set key = crm_attribution.export_name_key(row[0]) -%}
        {%- if row[0] != 'file_row_number' and key in seen -%}
            {%- do exceptions.raise_compiler_error(
                export.system ~ '/' ~ export.name ~ ": the columns '" ~ seen[key] ~ "' and '"
                ~ row[0] ~ "' have one name once case, blanks and underscores are set aside. "
                ~ 'Allowed: one of them.'
            ) -%}
        {%- endif -%}
        {%- do seen.update({key: row[0]}) -%}
        {%- do types.update({row[0]: 'VARCHAR'}) -%}
        {%- do header.append({
            'name': row[0], 'type': 'VARCHAR' if export.format == 'json' else row[1], 'key': key,
        }) -%}
    {%- endfor -%}
    {%- if export.format == 'json' -%}
        {#- Read as the text it is: DuckDB would take an id for a UUID and fold its capitals. -#}
        {%- do export.update({'reader': crm_attribution.json_text_reader(export.reader, types)}) -%}
    {%- endif -%}
    {%- if export.format == 'csv' and header | length == 1 -%}
        {%- do exceptions.raise_compiler_error(
            export.system ~ '/' ~ export.name ~ ": reads as the single column '" ~ header[0].name
            ~ "'. Allowed: a delimited file with a header line and at least two columns."
        ) -%}
    {%- endif -%}
    {{ return(header) }}
{% endmacro %}
