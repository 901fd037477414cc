{#- The column of an export that answers to a name in any naming mode, or none. -#}
{% macro find_export_column(header, name) %}
    {%- set key = crm_attribution.export_name_key(name) -%}
    {%- for column in header if column.key == key and column.name != 'file_row_number' -%}
        {{ return(column) }}
    {%- endfor -%}
    {{ return(none) }}
{% endmacro %}
