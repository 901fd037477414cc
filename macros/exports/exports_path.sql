{#- The folder that exports are read from, or none. Example: './seeds/exports' in a fresh clone. -#}
{% macro exports_path() %}
    {%- set configured = var('exports_path') or env_var('CRM_EXPORTS', '') -%}
    {%- if configured -%}
        {{ return(configured.rstrip('/')) }}
    {%- elif var('export_schemas') -%}
        {#- Whoever points at tables does not want the sample mixed in. -#}
        {{ return(none) }}
    {%- endif -%}
    {{ return(env_var('DBT_PROJECT_DIR', '.') ~ '/seeds/exports') }}
{% endmacro %}
