{#- Every export. Example: [{'system': 'web', 'name': 'touchpoints.csv', 'stem': 'touchpoints',
    'format': 'csv', 'reader': "read_csv(...)"}]. -#}
{% macro list_exports() %}
    {%- set exports = [] -%}
    {%- if not execute -%}{{ return(exports) }}{%- endif -%}
    {%- set path = crm_attribution.exports_path() -%}
    {%- if path -%}
        {%- set pattern = path.replace("'", "''") ~ '/*/*' -%}
        {%- for row in run_query("select file from glob('" ~ pattern ~ "') order by file") -%}
            {%- set parts = row[0].replace('\\', '/').split('/') -%}
            {%- set found = crm_attribution.export_file_reader(row[0], parts[-1]) -%}
            {#- A name that starts with a dot is the file system's: ._Lead.csv is no export. -#}
            {%- if found and not parts[-1].startswith('.') and not parts[-2].startswith('.') -%}
                {%- do exports.append(dict(found, system=parts[-2], name=parts[-1])) -%}
            {%- endif -%}
        {%- endfor -%}
    {%- endif -%}
    {%- for system, schema in var('export_schemas').items() -%}
        {%- do exports.extend(crm_attribution.list_export_tables(system, schema)) -%}
    {%- endfor -%}
    {{ return(exports) }}
{% endmacro %}
