{#- Lands every export of one entity, whatever its file, naming mode or loader.
    Example: land_export(source('salesforce', 'campaign'), 'salesforce', 'campaign'). -#}
{% macro land_export(relation, adapter, entity) %}
    {%- set contract = crm_attribution.export_contract(adapter, entity) -%}
    {%- set selects = [] -%}
    {%- for export in crm_attribution.list_exports()
        if crm_attribution.export_adapter(export.system) == adapter -%}
        {%- for held in crm_attribution.export_entities(export) if held.entity == entity -%}
            {%- do selects.append(crm_attribution.land_export_rows(export, held, contract)) -%}
        {%- endfor -%}
    {%- endfor -%}
    {#- Read again for the keys alone: holding all columns of a large file would cost its size. -#}
    with landed as not materialized (
        {% if selects -%}
            {{ selects | join('\nunion all by name\n') }}
        {%- else -%}
            {{ crm_attribution.empty_export(contract) }}
        {%- endif %}
    ),
    {{ crm_attribution.reject_rows('landed', contract) }}
{% endmacro %}
