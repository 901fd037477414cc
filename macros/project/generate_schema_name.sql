{#- Schema of a node: the layer's as it stands. Inside another project its own rule decides. -#}
{% macro generate_schema_name(custom_schema_name, node) %}
    {#- dbt asks a package's own macro first; the project around it would not be asked at all. -#}
    {%- set around = context.get(project_name, {}) if project_name != 'crm_attribution' else {} -%}
    {%- if 'generate_schema_name' in around -%}
        {{ around['generate_schema_name'](custom_schema_name, node) }}
    {%- elif custom_schema_name is none -%}
        {{ target.schema }}
    {%- elif project_name == 'crm_attribution' -%}
        {{ custom_schema_name | trim }}
    {%- else -%}
        {{ default__generate_schema_name(custom_schema_name, node) }}
    {%- endif -%}
{% endmacro %}
