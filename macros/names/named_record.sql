{#- Join of the only record of a kind that has a name to a table that holds the name. -#}
{% macro named_record(joined, relation, record_kind, column) %}
    left join {{ ref('int_names__record_names_counted') }} as {{ joined }}
        on
            {{ relation }}.source_system = {{ joined }}.source_system
            and {{ relation }}.{{ column }} = {{ joined }}.record_name
            and {{ joined }}.record_kind = '{{ record_kind }}'
{%- endmacro %}
