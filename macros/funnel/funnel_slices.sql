{#- The body of GROUP BY GROUPING SETS over segments and channels: every row counts in the slice of
    all, in one of each kind of segment, and in each of these by channel.
    Example: funnel_slices(['funnel_stage', 'period_start_date']). -#}
{% macro funnel_slices(keys) %}
    {%- set sets = [] -%}
    {%- for segment in [none] + crm_attribution.funnel_segments() -%}
        {%- for channel in [none, 'channel'] -%}
            {%- set columns = keys + ([segment] if segment else []) + ([channel] if channel else [])
            -%}
            {%- do sets.append('(' ~ columns | join(', ') ~ ')') -%}
        {%- endfor -%}
    {%- endfor -%}
    {{- return('grouping sets (' ~ sets | join(', ') ~ ')') -}}
{% endmacro %}
