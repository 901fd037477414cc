-- The credits, summed to the grain of fct_attribution_totals, are in it to the last unit. Mirror:
-- assert_attribution_totals_have_only_credits.
with

credits as (
    select
        attribution_model,
        conversion_type,
        channel,
        campaign_id,
        currency_code,
        cast(sum(credit) as decimal(38, 12)) as attributed_conversions,
        sum(attributed_revenue) as attributed_revenue,
        {{ crm_attribution.period_start('conversion_date') }} as conversion_period_date,
        {{ crm_attribution.period_start('touchpoint_date') }} as touchpoint_period_date
    from {{ ref('fct_attribution_credits') }}
    group by all
    having sum(credit) <> 0 or sum(attributed_revenue) <> 0
),

totals as (
    select
        attribution_model,
        conversion_type,
        channel,
        campaign_id,
        currency_code,
        attributed_conversions,
        attributed_revenue,
        conversion_period_date,
        touchpoint_period_date
    from {{ ref('fct_attribution_totals') }}
)

select * from credits
except all
select * from totals
