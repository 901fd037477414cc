{#- Key of the record that a lookup means: by the id beside it, else by itself if it is an id. -#}
{% macro zoho_lookup_key(lookup_id, lookup) %}
    {%- set own_id -%}
        case when regexp_full_match({{ lookup }}, '(zcrm_)?[0-9]{10,}') then {{ lookup }} end
    {%- endset -%}
    {{- return(crm_attribution.zoho_key('coalesce(' ~ lookup_id ~ ', ' ~ own_id ~ ')')) -}}
{% endmacro %}
