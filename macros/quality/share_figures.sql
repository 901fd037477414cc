{#- Selects that turn counts in columns into figures in rows. Example: share_figures('systems',
    [('undated_rate', 'touched_at', 'undated_count', 'touchpoint_count')]). -#}
{% macro share_figures(relation, shares, group_value='group_value') %}
    {%- for figure, column_name, part, whole in shares %}
    select
        '{{ figure }}' as figure,
        '{{ column_name }}' as column_name,
        {{ group_value }} as group_value,
        cast({{ whole }} as bigint) as base_count,
        cast({{ part }} as double) / nullif({{ whole }}, 0) as figure_value
    from {{ relation }}
    {{ 'union all' if not loop.last }}
    {%- endfor %}
{%- endmacro %}
