{#- Join of an option's label and meaning to a table that holds its value. -#}
{% macro fxiaoke_option(joined, relation, object_api_name, field_api_name, column) %}
    left join {{ ref('int_fxiaoke__options_labelled') }} as {{ joined }}
        on
            {{ relation }}.source_system = {{ joined }}.source_system
            and {{ relation }}.{{ column }} = {{ joined }}.option_value
            and {{ joined }}.object_api_name = '{{ object_api_name }}'
            and {{ joined }}.field_api_name = '{{ field_api_name }}'
{%- endmacro %}
