{#- The adapter that reads a source system. Example: 'salesforce_emea' -> 'salesforce'. -#}
{% macro export_adapter(system) %}
    {%- for adapter in ['salesforce'] -%}
        {%- if system == adapter or system.startswith(adapter ~ '_') -%}
            {{ return(adapter) }}
        {%- endif -%}
    {%- endfor -%}
    {{ return('neutral') }}
{% endmacro %}
