{#- Join of an option's label to a table that holds its number. -#}
{% macro dynamics_option(joined, relation, entity_name, option_set_name, column) %}
    left join {{ ref('int_dynamics__options_labelled') }} as {{ joined }}
        on
            {{ relation }}.source_system = {{ joined }}.source_system
            and {{ relation }}.{{ column }} = {{ joined }}.option_value
            and {{ joined }}.entity_name = '{{ entity_name }}'
            and {{ joined }}.option_set_name = '{{ option_set_name }}'
{%- endmacro %}
