{#- Key of a record by its GUID, which is written in any capitals, with braces or without. -#}
{% macro dynamics_key(guid) %}
    {{- return(
        crm_attribution.system_key('source_system', "lower(trim(" ~ guid ~ ", '{}'))")
    ) -}}
{% endmacro %}
