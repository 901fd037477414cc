{#- An id that is unique across source systems: the system's name before the native id, so that equal
    ids of two systems never meet and a reader can still look the record up. Null for a null id.
    Arguments: source_system, native_id (SQL of text).
    Example: system_key("'crm'", "'42'") -> crm|42. -#}
{% macro system_key(source_system, native_id) %}
    {{- return('(' ~ source_system ~ " || '|' || " ~ native_id ~ ')') -}}
{% endmacro %}
