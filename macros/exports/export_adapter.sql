{#- The adapter that reads a source system: its name is the system's name or the part before the
    first underscore that names an adapter (salesforce, salesforce_emea); every other system is
    read by the neutral contract.
    Arguments: system (text). Example: export_adapter('salesforce_emea') -> 'salesforce'. -#}
{% macro export_adapter(system) %}
    {%- for adapter in ['salesforce'] -%}
        {%- if system == adapter or system.startswith(adapter ~ '_') -%}
            {{ return(adapter) }}
        {%- endif -%}
    {%- endfor -%}
    {{ return('neutral') }}
{% endmacro %}
