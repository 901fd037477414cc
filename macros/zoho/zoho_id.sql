{#- Zoho's id, without what an export of the user interface puts before it. -#}
{% macro zoho_id(native_id) %}
    {{- return("regexp_replace(" ~ native_id ~ ", '^zcrm_', '')") -}}
{% endmacro %}
