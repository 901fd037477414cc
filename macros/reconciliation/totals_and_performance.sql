{#- CTEs totals and reported: what is credited to each channel or campaign, by either date, by
    fct_attribution_totals and by a report.
    report: rpt_channel_performance or rpt_campaign_performance; group_column: its column;
    group_value: SQL of that for the alias credited of fct_attribution_totals. -#}
{% macro totals_and_performance(report, group_column, group_value) %}
bases as (
    select unnest(['conversion_date', 'touchpoint_date']) as date_basis
),

totals as (
    select
        bases.date_basis,
        credited.attribution_model,
        credited.conversion_type,
        {{ group_value }} as {{ group_column }},
        sum(credited.attributed_conversions) as attributed_conversions,
        sum(credited.attributed_revenue) as attributed_revenue
    from bases
    cross join {{ ref('fct_attribution_totals') }} as credited
    group by all
),

reported as (
    select
        date_basis,
        attribution_model,
        conversion_type,
        {{ group_column }},
        sum(attributed_conversions) as attributed_conversions,
        sum(attributed_revenue) as attributed_revenue
    from {{ report }}
    group by all
    -- A row may be there for its spend, its influence or another attribution model alone.
    having sum(attributed_conversions) <> 0 or sum(attributed_revenue) <> 0
)
{%- endmacro %}
