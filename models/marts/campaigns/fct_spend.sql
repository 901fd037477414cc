-- One row per exported row of spend, or per campaign and day of actual cost.
with

spend as (
    select * from {{ ref('int_spend__daily_unioned') }}
),

published as (
    select
        spend_id,
        campaign_id,
        channel,
        spend_basis,
        '{{ var("reporting_currency") }}' as currency_code,
        {{ crm_attribution.from_minor_units('spend_minor') }} as spend_amount,
        impressions,
        clicks,
        spend_date
    from spend
)

select * from published
