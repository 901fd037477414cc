-- One row per exported row of spend, in minor units.
{{ config(materialized='view') }}
with

exported as (
    select
        * replace ({{ crm_attribution.known_currency_code('currency_code') }} as currency_code)
    from {{ ref('int_crm__spend_unioned') }}
),

factors as (
    select * from {{ ref('int_money__currency_factors_dated') }}
),

rated as (
    select
        exported.*,
        {{ crm_attribution.assert_rate_found(
            'factors.factor', 'exported.currency_code', 'exported.spend_date',
            'exported.spend_amount'
        ) }} as currency_factor
    from exported
    left join factors
        on
            exported.currency_code = factors.currency_code
            and exported.spend_date >= factors.valid_from
            and exported.spend_date < factors.valid_until
),

valued as (
    select
        spend_id,
        campaign_id,
        given_channel,
        {{ crm_attribution.to_minor_units('spend_amount', 'currency_factor') }} as spend_minor,
        impressions,
        clicks,
        spend_date
    from rated
)

select * from valued
