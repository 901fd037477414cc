{#- A select of the rows of all relations, columns by name; the first relation has every column.
    Relations of adapters without an export are left out: an adapter that is not used costs
    nothing. -#}
{% macro union_conformed(relations) %}
    {%- set adapters = ['neutral'] -%}
    {%- for table in crm_attribution.landed_tables() -%}
        {%- do adapters.append(table.adapter) -%}
    {%- endfor -%}
    {%- for relation in relations -%}
        {%- set adapter_name = (relation.identifier | string).split('__')[0].split('_', 1)[-1] -%}
        {%- if loop.first or not execute or adapter_name in adapters %}
    {{ 'union all by name' if not loop.first }}
    select * from {{ relation }}
        {%- endif -%}
    {%- endfor -%}
{% endmacro %}
