{#- Checks the attribution models before anything is written: a build that stopped at them would
    leave new conversions beside old credits. -#}
{% macro assert_attribution_models() %}
    {%- if not execute -%}{{ return('') }}{%- endif -%}
    {%- for node in graph.nodes.values() -%}
        {%- if node.resource_type == 'seed' and node.name == 'attribution_models' -%}
            {%- set path = node.root_path ~ '/' ~ node.original_file_path -%}
            {%- do crm_attribution.read_attribution_models(
                'read_csv(' ~ crm_attribution.text_list([path])
                ~ ', all_varchar = true, header = true)'
            ) -%}
        {%- endif -%}
    {%- endfor -%}
{% endmacro %}
