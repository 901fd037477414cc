{#- Folded name of the record that a lookup means, where it is a name. -#}
{% macro fxiaoke_lookup_name(lookup) %}
    {%- set name -%}
        case
            when not regexp_matches({{ lookup }}, '^(\[?")?[0-9a-f]{24,32}("|$)')
                then lower(trim({{ lookup }}))
        end
    {%- endset -%}
    {{- return(name) -}}
{% endmacro %}
