{#- Folded name of the record that a lookup means, where it is a name. -#}
{% macro dynamics_lookup_name(lookup) %}
    {%- set name -%}
        case
            when not regexp_full_match({{ lookup }}, '\{?[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}?')
                then lower(trim({{ lookup }}))
        end
    {%- endset -%}
    {{- return(name) -}}
{% endmacro %}
