{#- Schema of a node. In this project the layer's schema as it stands (staging, intermediate, marts,
    reference); inside another project that project's own rule decides.
    Arguments: custom_schema_name (the configured schema, or none), node (the node). -#}
{% macro generate_schema_name(custom_schema_name, node) %}
    {%- if custom_schema_name is none -%}
        {{ target.schema }}
    {%- elif project_name == 'crm_attribution' -%}
        {{ custom_schema_name | trim }}
    {%- else -%}
        {{ default__generate_schema_name(custom_schema_name, node) }}
    {%- endif -%}
{% endmacro %}
