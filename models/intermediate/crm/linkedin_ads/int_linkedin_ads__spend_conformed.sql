-- One row per LinkedIn Ads row of cost, of the first level that the source system exports.
with

{{ crm_attribution.first_level_reports([
    'stg_linkedin_ads__campaign_reports',
    'stg_linkedin_ads__creative_reports',
]) }},

creatives as (
    select
        source_system,
        creative_id,
        native_campaign_id
    from {{ ref('stg_linkedin_ads__creatives') }}
),

named as (
    select
        reports.* exclude (native_campaign_id),
        coalesce(reports.native_campaign_id, creatives.native_campaign_id) as native_campaign_id
    from reports
    left join creatives
        on
            reports.source_system = creatives.source_system
            and reports.creative_id = creatives.creative_id
),

currencies as (
    select
        campaigns.source_system,
        campaigns.native_campaign_id,
        accounts.currency_code
    from {{ ref('stg_linkedin_ads__campaigns') }} as campaigns
    inner join {{ ref('stg_linkedin_ads__accounts') }} as accounts
        on
            campaigns.source_system = accounts.source_system
            and campaigns.ad_account_id = accounts.ad_account_id
    where accounts.currency_code is not null
),

-- The account's own currency where it is known, else LinkedIn's conversion to US dollars.
conformed as (
    select
        named.spend_id,
        named.source_system,
        named.native_campaign_id,
        -- A creative whose campaign is not known is one of LinkedIn's all the same.
        case when named.native_campaign_id is null then 'Paid Social' end as channel,
        case
            when
                currencies.currency_code is not null and named.cost_in_local_currency is not null
                then currencies.currency_code
            when named.cost_in_usd is not null then 'USD'
        end as currency_code,
        case
            when currencies.currency_code is not null
                then coalesce(named.cost_in_local_currency, named.cost_in_usd)
            else coalesce(named.cost_in_usd, named.cost_in_local_currency)
        end as spend_amount,
        named.impressions,
        named.clicks,
        named.spend_date
    from named
    left join currencies
        on
            named.source_system = currencies.source_system
            and named.native_campaign_id = currencies.native_campaign_id
)

select * from conformed
