-- One row per date basis, period, campaign, attribution model and conversion type, of every
-- campaign that has credit, influence or spend of its own in the period.
with

totals as (
    select * from {{ ref('fct_attribution_totals') }}
),

spend as (
    select
        coalesce(campaign_id, '(no campaign)') as campaign_id,
        {{ crm_attribution.period_start('spend_date') }} as period_start_date,
        sum(spend_amount) as spend_amount
    from {{ ref('fct_spend') }}
    group by all
),

influence as (
    select * from {{ ref('fct_influence_totals') }}
),

credited as (
    {% for date_basis in ['conversion_date', 'touchpoint_date'] -%}
    select
        '{{ date_basis }}' as date_basis,
        attribution_model,
        conversion_type,
        {{ crm_attribution.campaign_group() }} as campaign_id,
        {{ crm_attribution.credit_period(date_basis) }} as period_start_date,
        sum(attributed_conversions) as attributed_conversions,
        sum(attributed_revenue) as attributed_revenue,
        sum(attributed_revenue * margin_rate) as margin_amount
    from totals
    group by all
    {{ 'union all' if not loop.last }}
    {% endfor -%}
),

slices as (
    select distinct
        date_basis,
        attribution_model,
        conversion_type
    from credited
),

-- Cost and influence stand beside every model and conversion type, also in periods and for
-- campaigns that brought nothing.
own as (
    select
        date_basis,
        attribution_model,
        conversion_type,
        campaign_id,
        period_start_date,
        attributed_conversions,
        attributed_revenue,
        margin_amount,
        cast(0 as {{ crm_attribution.money_type() }}) as spend_amount
    from credited
    union all
    select
        slices.date_basis,
        slices.attribution_model,
        slices.conversion_type,
        spend.campaign_id,
        spend.period_start_date,
        0 as attributed_conversions,
        0 as attributed_revenue,
        0 as margin_amount,
        spend.spend_amount
    from slices
    cross join spend
    union all
    select
        slices.date_basis,
        slices.attribution_model,
        slices.conversion_type,
        influence.group_value as campaign_id,
        influence.period_start_date,
        0 as attributed_conversions,
        0 as attributed_revenue,
        0 as margin_amount,
        0 as spend_amount
    from slices
    inner join influence
        on
            slices.date_basis = influence.date_basis
            and slices.conversion_type = influence.conversion_type
    where influence.grouped_by = 'campaign'
),

summed as (
    select
        date_basis,
        attribution_model,
        conversion_type,
        campaign_id,
        '{{ var("reporting_currency") }}' as currency_code,
        cast(sum(attributed_conversions) as decimal(38, 12)) as attributed_conversions,
        cast(sum(attributed_revenue) as {{ crm_attribution.money_type() }}) as attributed_revenue,
        cast(sum(margin_amount) as decimal(38, {{ var('money_digits') + 6 }})) as margin_amount,
        cast(sum(spend_amount) as {{ crm_attribution.money_type() }}) as spend_amount,
        period_start_date
    from own
    group by all
)

select * from summed
