{#- How DuckDB reads one export file, or none for a file that is no export.
    Example: export_file_reader('x/a.csv.gz', 'a.csv.gz')['stem'] -> 'a'. -#}
{% macro export_file_reader(path, name) %}
    {%- set quoted = "'" ~ path.replace("'", "''") ~ "'" -%}
    {%- set lowered = name | lower -%}
    {#- Quoting is named because a sample without quotes would be taken for a file without. -#}
    {%- set csv_options -%}
        all_varchar = true, header = true, quote = '"', escape = '"'
    {%- endset -%}
    {%- set readers = {
        'csv': 'read_csv(' ~ quoted ~ ', ' ~ csv_options ~ ')',
        'parquet': 'read_parquet(' ~ quoted ~ ', file_row_number = true)',
        'json': 'read_json(' ~ quoted ~ ", format = 'newline_delimited', sample_size = -1)",
    } -%}
    {%- for ending, format in [
        ('.csv', 'csv'), ('.csv.gz', 'csv'), ('.tsv', 'csv'), ('.tsv.gz', 'csv'),
        ('.parquet', 'parquet'),
        ('.jsonl', 'json'), ('.jsonl.gz', 'json'), ('.ndjson', 'json'), ('.ndjson.gz', 'json'),
    ] -%}
        {%- if lowered.endswith(ending) -%}
            {{ return({
                'stem': name[:-(ending | length)], 'format': format, 'reader': readers[format],
            }) }}
        {%- endif -%}
    {%- endfor -%}
    {{ return(none) }}
{% endmacro %}
