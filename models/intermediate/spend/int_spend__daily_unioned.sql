-- One row per exported row of spend, and per campaign and day of actual cost where a campaign has
-- no exported spend.
with

exported as (
    select * from {{ ref('int_crm__spend_unioned') }}
),

spread as (
    select * from {{ ref('int_spend__campaign_costs_spread') }}
),

campaign_channels as (
    select
        campaign_id,
        channel
    from {{ ref('int_journeys__campaign_channels_chosen') }}
),

factors as (
    select * from {{ ref('int_money__currency_factors_dated') }}
),

coded as (
    select
        * replace (coalesce(currency_code, '{{ var("default_currency_code") }}') as currency_code)
    from exported
),

rated as (
    select
        coded.*,
        {{ crm_attribution.assert_rate_found(
            'factors.factor', 'coded.currency_code', 'coded.spend_date', 'coded.spend_amount'
        ) }} as currency_factor
    from coded
    left join factors
        on
            coded.currency_code = factors.currency_code
            and coded.spend_date >= factors.valid_from
            and coded.spend_date < factors.valid_until
),

-- A campaign whose spend is exported by day is not charged its actual cost as well.
unioned as (
    select
        spend_id,
        campaign_id,
        given_channel,
        'exported' as spend_basis,
        {{ crm_attribution.to_minor_units('spend_amount', 'currency_factor') }} as spend_minor,
        impressions,
        clicks,
        spend_date
    from rated
    union all
    select
        'actual_cost|'
        || spread.campaign_id
        || '|'
        || coalesce(cast(spread.spend_date as varchar), '') as spend_id,
        spread.campaign_id,
        null as given_channel,
        'actual_cost' as spend_basis,
        spread.spend_minor,
        null as impressions,
        null as clicks,
        spread.spend_date
    from spread
    anti join exported on spread.campaign_id = exported.campaign_id
),

with_channel as (
    select
        unioned.spend_id,
        unioned.campaign_id,
        coalesce(unioned.given_channel, campaign_channels.channel, '(unmapped)') as channel,
        unioned.spend_basis,
        unioned.spend_minor,
        unioned.impressions,
        unioned.clicks,
        unioned.spend_date
    from unioned
    left join campaign_channels on unioned.campaign_id = campaign_channels.campaign_id
)

select * from with_channel
