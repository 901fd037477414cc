{#- Key of the record that a lookup means, where it is a GUID. -#}
{% macro dynamics_lookup_key(lookup) %}
    {%- set own_id -%}
        case
            when regexp_full_match({{ lookup }}, '\{?[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}?')
                then {{ lookup }}
        end
    {%- endset -%}
    {{- return(crm_attribution.dynamics_key(own_id)) -}}
{% endmacro %}
