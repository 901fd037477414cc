{#- Key of the record that a lookup means, where it is an id. -#}
{% macro fxiaoke_lookup_key(lookup) %}
    {%- set own_id -%}
        case when regexp_matches({{ lookup }}, '^(\[?")?[0-9a-f]{24,32}("|$)') then {{ lookup }} end
    {%- endset -%}
    {{- return(crm_attribution.fxiaoke_key('(' ~ own_id ~ ')')) -}}
{% endmacro %}
