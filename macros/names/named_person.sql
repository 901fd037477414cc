{#- Join of the only person who has a whole name to a table that holds the name's token. -#}
{% macro named_person(joined, relation, column) %}
    left join {{ ref('int_names__person_names_counted') }} as {{ joined }}
        on
            {{ relation }}.source_system = {{ joined }}.source_system
            and {{ relation }}.{{ column }} = {{ joined }}.name_hash
            and {{ joined }}.name_kind = 'full'
{%- endmacro %}
