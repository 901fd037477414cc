{#- Key of a record by its Fxiaoke id; of a list of ids, the first. -#}
{% macro fxiaoke_key(native_id) %}
    {%- set first_id = "nullif(regexp_extract(" ~ native_id ~ ", '[^\\[\\]\", ]+'), '')" -%}
    {{- return(crm_attribution.system_key('source_system', first_id)) -}}
{% endmacro %}
