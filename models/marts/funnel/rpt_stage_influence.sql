-- One row per funnel stage, kind of conversion that enters it, attribution model, channel or
-- campaign, and period of the conversion.
with

totals as (
    select * from {{ ref('fct_attribution_totals') }}
),

stages as (
    select
        conversion_type,
        funnel_stage
    from {{ ref('conversion_types') }}
    where funnel_stage is not null
),

grouped as (
    {% for grouped_by, group_value in {
        'channel': 'totals.channel',
        'campaign': crm_attribution.campaign_group('totals.'),
    }.items() -%}
    select
        stages.funnel_stage,
        totals.conversion_type,
        totals.attribution_model,
        '{{ grouped_by }}' as grouped_by,
        {{ group_value }} as group_value,
        totals.currency_code,
        cast(sum(totals.attributed_conversions) as decimal(38, 12)) as attributed_entries,
        cast(sum(totals.attributed_revenue) as {{ crm_attribution.money_type() }})
            as attributed_amount,
        totals.conversion_period_date as period_start_date
    from totals
    inner join stages on totals.conversion_type = stages.conversion_type
    group by all
    {{ 'union all' if not loop.last }}
    {% endfor -%}
),

shared as (
    select
        *,
        sum(attributed_entries) over of_stage as period_entries
    from grouped
    window of_stage as (
        partition by conversion_type, attribution_model, grouped_by, period_start_date
    )
),

published as (
    select
        funnel_stage,
        conversion_type,
        attribution_model,
        grouped_by,
        group_value,
        currency_code,
        attributed_entries,
        attributed_amount,
        cast(attributed_entries as double) / nullif(cast(period_entries as double), 0)
            as entry_contribution_rate,
        period_start_date
    from shared
)

select * from published
