{#- The typed select without rows that stands for an entity no source system exports. -#}
{% macro empty_export(contract) %}
    select
        {% for column in contract -%}
            {{ crm_attribution.cast_cell(none, none, column) }},
        {% endfor -%}
        cast(null as varchar) as source_system,
        cast(null as varchar) as file_name,
        cast(null as bigint) as row_number
    where false
{% endmacro %}
