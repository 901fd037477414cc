{#- The file of a seed, whichever project it is of: rules needed before seeds are loaded. -#}
{% macro seed_path(name) %}
    {%- for node in graph.nodes.values() -%}
        {%- if node.resource_type == 'seed' and node.name == name -%}
            {{ return(node.root_path ~ '/' ~ node.original_file_path) }}
        {%- endif -%}
    {%- endfor -%}
{% endmacro %}
