{#- The join condition of one source system's rows by key; all but its first column may be null. -#}
{% macro on_keys(left, right, keys) %}
    on {{ left }}.source_system = {{ right }}.source_system
    {%- for key in keys %}
    {%- set equals = '=' if loop.first else 'is not distinct from' %}
    and {{ left }}.{{ key }} {{ equals }} {{ right }}.{{ key }}
    {%- endfor %}
{%- endmacro %}
