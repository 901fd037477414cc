{#- CTEs credits and totals: what fct_attribution_credits adds up to at the grain of
    fct_attribution_totals, and what stands there. -#}
{% macro credits_and_totals() %}
credits as (
    select
        credited.attribution_model,
        credited.conversion_type,
        credited.channel,
        credited.campaign_id,
        conversions.customer_type,
        credited.currency_code,
        conversions.original_currency_code,
        cast(sum(credited.credit) as decimal(38, 12)) as attributed_conversions,
        sum(credited.attributed_revenue) as attributed_revenue,
        conversions.margin_rate,
        conversions.is_booked,
        conversions.is_invoiced,
        conversions.is_paid,
        {{ crm_attribution.period_start('credited.conversion_date') }} as conversion_period_date,
        {{ crm_attribution.period_start('credited.touchpoint_date') }} as touchpoint_period_date
    from {{ ref('fct_attribution_credits') }} as credited
    inner join {{ ref('fct_conversions') }} as conversions
        on credited.conversion_id = conversions.conversion_id
    group by all
    having sum(credited.credit) <> 0 or sum(credited.attributed_revenue) <> 0
),

totals as (
    select
        attribution_model,
        conversion_type,
        channel,
        campaign_id,
        customer_type,
        currency_code,
        original_currency_code,
        attributed_conversions,
        attributed_revenue,
        margin_rate,
        is_booked,
        is_invoiced,
        is_paid,
        conversion_period_date,
        touchpoint_period_date
    from {{ ref('fct_attribution_totals') }}
)
{%- endmacro %}
