{#- The join condition of one source system's rows by key; all but its first column may be null. -#}
{% macro on_keys(left, right, keys) %}
    on {{ left }}.source_system = {{ right }}.source_system
    {%- for key in keys %}
    and {{ left }}.{{ key }} {{ '=' if loop.first else 'is not distinct from' }} {{ right }}.{{ key }}
    {%- endfor %}
{%- endmacro %}
