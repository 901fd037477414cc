{#- SQL to select from the file of the seed attribution_models, whichever project it is of. -#}
{% macro attribution_models_file() %}
    {%- set path = crm_attribution.seed_path('attribution_models') -%}
    {{ return(
        'read_csv(' ~ crm_attribution.text_list([path]) ~ ', all_varchar = true, header = true)'
    ) }}
{% endmacro %}
