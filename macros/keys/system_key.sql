{#- An id that is unique across source systems. Example: system_key("'crm'", "'42'") -> crm|42. -#}
{% macro system_key(source_system, native_id) %}
    {{- return('(' ~ source_system ~ " || '|' || " ~ native_id ~ ')') -}}
{% endmacro %}
