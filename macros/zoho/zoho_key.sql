{#- Key of a record by its Zoho id. -#}
{% macro zoho_key(native_id) %}
    {{- return(crm_attribution.system_key('source_system', crm_attribution.zoho_id(native_id))) -}}
{% endmacro %}
