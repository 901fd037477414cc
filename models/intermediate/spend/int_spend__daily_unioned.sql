-- One row per exported row of spend, and per campaign and day of actual cost where a campaign has
-- no exported spend.
with

exported as (
    select * from {{ ref('int_spend__exports_valued') }}
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

-- A campaign whose spend is exported by day is not charged its actual cost as well.
unioned as (
    select
        spend_id,
        campaign_id,
        given_channel,
        'exported' as spend_basis,
        spend_minor,
        impressions,
        clicks,
        spend_date
    from exported
    union all
    select
        'actual_cost|'
        || spread.campaign_id
        || '|'
        || coalesce(cast(spread.spend_date as varchar), '') as spend_id,
        spread.campaign_id,
        null as given_channel,
        case when spread.is_rest then 'actual_cost_rest' else 'actual_cost' end as spend_basis,
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
