{#- The entities that an adapter reads. Example: adapter_entities('neutral') has 'touchpoints'. -#}
{% macro adapter_entities(adapter) %}
    {%- set entities = [] -%}
    {%- for node in graph.sources.values() -%}
        {%- if node.package_name == 'crm_attribution' and node.source_name == adapter -%}
            {%- do entities.append(node.name) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(entities | sort) }}
{% endmacro %}
