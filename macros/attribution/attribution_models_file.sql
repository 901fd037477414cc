{#- SQL to select from the file of the seed attribution_models, whichever project it is of. -#}
{% macro attribution_models_file() %}
    {%- for node in graph.nodes.values() -%}
        {%- if node.resource_type == 'seed' and node.name == 'attribution_models' -%}
            {%- set path = node.root_path ~ '/' ~ node.original_file_path -%}
            {{ return(
                'read_csv(' ~ crm_attribution.text_list([path])
                ~ ', all_varchar = true, header = true)'
            ) }}
        {%- endif -%}
    {%- endfor -%}
{% endmacro %}
