-- One row per date basis, period, channel, attribution model and conversion type.
with

totals as (
    select * from {{ ref('fct_attribution_totals') }}
),

influence as (
    select * from {{ ref('fct_influence_totals') }}
    where grouped_by = 'channel'
),

credited as (
    {% for date_basis in ['conversion_date', 'touchpoint_date'] -%}
    select
        '{{ date_basis }}' as date_basis,
        attribution_model,
        conversion_type,
        channel,
        currency_code,
        sum(attributed_conversions) as attributed_conversions,
        sum(attributed_revenue) as attributed_revenue,
        {{ crm_attribution.credit_period(date_basis) }} as period_start_date
    from totals
    group by all
    {{ 'union all' if not loop.last }}
    {% endfor -%}
),

models as (
    select distinct attribution_model from totals
),

-- A channel that touched conversions stands under every model, also under those that give it
-- nothing.
listed as (
    select * from credited
    union all
    select
        influence.date_basis,
        models.attribution_model,
        influence.conversion_type,
        influence.group_value as channel,
        influence.currency_code,
        0 as attributed_conversions,
        0 as attributed_revenue,
        influence.period_start_date
    from influence
    cross join models
),

summed as (
    select
        date_basis,
        attribution_model,
        conversion_type,
        channel,
        currency_code,
        period_start_date,
        sum(attributed_conversions) as attributed_conversions,
        sum(attributed_revenue) as attributed_revenue
    from listed
    group by all
),

shared as (
    select
        *,
        sum(attributed_conversions) over of_all as period_conversions,
        sum(attributed_revenue) over of_all as period_revenue
    from summed
    window
        of_all as (partition by date_basis, attribution_model, conversion_type, period_start_date)
),

published as (
    select
        shared.date_basis,
        shared.attribution_model,
        shared.conversion_type,
        shared.channel,
        shared.currency_code,
        cast(shared.attributed_conversions as decimal(38, 12)) as attributed_conversions,
        cast(shared.attributed_revenue as {{ crm_attribution.money_type() }}) as attributed_revenue,
        cast(shared.attributed_conversions as double)
        / nullif(cast(shared.period_conversions as double), 0)
            as conversion_contribution_rate,
        cast(shared.attributed_revenue as double) / nullif(cast(shared.period_revenue as double), 0)
            as revenue_contribution_rate,
        coalesce(influence.influenced_conversions, 0) as influenced_conversions,
        cast(coalesce(influence.influenced_revenue, 0) as {{ crm_attribution.money_type() }})
            as influenced_revenue,
        shared.period_start_date
    from shared
    left join influence
        on
            shared.date_basis = influence.date_basis
            and shared.conversion_type = influence.conversion_type
            and shared.channel = influence.group_value
            and shared.period_start_date is not distinct from influence.period_start_date
)

select * from published
