{#- Schema of a node. In this project the layer's schema as it stands (staging, intermediate, marts,
    reference); inside another project that project's own rule decides, dbt's where it has none.
    Arguments: custom_schema_name (the configured schema, or none), node (the node). -#}
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
