{#- Checks the header of every export that will be read, before anything is written. -#}
{% macro assert_exports() %}
    {%- if not execute -%}{{ return('') }}{%- endif -%}
    {%- for export in crm_attribution.list_exports() -%}
        {%- for held in crm_attribution.export_entities(export) -%}
            {%- set adapter_name = crm_attribution.export_adapter(export.system) -%}
            {%- set contract = crm_attribution.export_contract(adapter_name, held.entity) -%}
            {%- do crm_attribution.land_export_rows(export, held, contract) -%}
        {%- endfor -%}
    {%- endfor -%}
    {{ return('') }}
{% endmacro %}
