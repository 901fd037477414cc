{#- CTEs leveled, chosen and reports: the rows of an advertising platform's reports without counting
    a cost twice. Each level repeats the cost of the others: the first that a system exports counts
    alone.
    levels: names of staging models, the preferred first. -#}
{% macro first_level_reports(levels) %}
leveled as (
    {% for model_name in levels -%}
    select
        {{ loop.index }} as level_order,
        * exclude (file_name, row_number)
    from {{ ref(model_name) }}
    {{ 'union all by name' if not loop.last }}
    {% endfor -%}
),

chosen as (
    select
        source_system,
        min(level_order) as level_order
    from leveled
    group by source_system
),

reports as (
    select leveled.* exclude (level_order)
    from leveled
    inner join chosen
        on
            leveled.source_system = chosen.source_system
            and leveled.level_order = chosen.level_order
)
{%- endmacro %}
