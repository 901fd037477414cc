{#- Benjamini and Hochberg (1995): q value of a p value, the smallest false discovery rate at which
    the test that has it is still taken for a discovery. Two CTEs, because a window cannot hold a
    window: the first selects benjamini_hochberg_step(...) as q_step, the second
    benjamini_hochberg(...), which reads q_step. Tests without a p value are no part of the family,
    and have no q value.
    Example: p values .01, .04, .03, .2 of one family -> q values .04, .05333, .05333, .2. -#}
{% macro benjamini_hochberg(p_value, partition_by=none) %}
    {%- set family = 'partition by ' ~ partition_by if partition_by else '' -%}
    {#- Never below its p value, where rounding would have it so. -#}
    case
        when {{ p_value }} is not null
            then greatest({{ p_value }}, least(
                1, min(q_step) over ({{ family }} order by {{ p_value }} desc nulls last)
            ))
    end
{%- endmacro %}
