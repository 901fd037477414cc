{#- A select of the rows of the models named, columns by name; the first one has every column.
    Adapters that are switched off, or without an export, are left out and cost nothing. -#}
{% macro union_conformed(models) %}
    {%- set exported = ['neutral'] -%}
    {%- for table in crm_attribution.landed_tables() -%}
        {%- do exported.append(table.adapter) -%}
    {%- endfor -%}
    {%- for model_name in models -%}
        {%- set adapter_name = model_name.split('__')[0].split('_', 1)[-1] -%}
        {%- if crm_attribution.is_switched_on(adapter_name) -%}
            {%- set relation = ref(model_name) -%}
            {%- if loop.first or not execute or adapter_name in exported %}
    {{ 'union all by name' if not loop.first }}
    select * from {{ relation }}
            {%- endif -%}
        {%- endif -%}
    {%- endfor -%}
{% endmacro %}
