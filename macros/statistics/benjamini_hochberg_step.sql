{#- First CTE of benjamini_hochberg: the p value times the tests of its family, over how many of
    them have a p value that is not above it.
    Example: see benjamini_hochberg. -#}
{% macro benjamini_hochberg_step(p_value, partition_by=none) %}
    {%- set family = 'partition by ' ~ partition_by if partition_by else '' -%}
    {{ p_value }} * count({{ p_value }}) over ({{ family }})
    / nullif(count({{ p_value }}) over ({{ family }} order by {{ p_value }} nulls last), 0)
{%- endmacro %}
