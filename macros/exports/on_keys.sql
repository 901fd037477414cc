{#- The join condition of one source system's rows by key; the first column of a key is never null, the
    others may be. Arguments: left, right (aliases), keys (column names). -#}
{% macro on_keys(left, right, keys) %}
    on {{ left }}.source_system = {{ right }}.source_system
    {%- for key in keys %}
    and {{ left }}.{{ key }} {{ '=' if loop.first else 'is not distinct from' }} {{ right }}.{{ key }}
    {%- endfor %}
{%- endmacro %}
