-- One row per X Ads row of charges, of the first level that the source system exports.
with

{{ crm_attribution.first_level_reports([
    'stg_twitter_ads__campaign_reports',
    'stg_twitter_ads__line_item_reports',
    'stg_twitter_ads__promoted_tweet_reports',
]) }},

promoted_tweets as (
    select
        source_system,
        promoted_tweet_id,
        line_item_id
    from {{ ref('stg_twitter_ads__promoted_tweets') }}
),

line_items as (
    select
        source_system,
        line_item_id,
        native_campaign_id
    from {{ ref('stg_twitter_ads__line_items') }}
),

named as (
    select
        reports.* exclude (native_campaign_id),
        coalesce(reports.native_campaign_id, line_items.native_campaign_id) as native_campaign_id
    from reports
    left join promoted_tweets
        on
            reports.source_system = promoted_tweets.source_system
            and reports.promoted_tweet_id = promoted_tweets.promoted_tweet_id
    left join line_items
        on
            reports.source_system = line_items.source_system
            and coalesce(reports.line_item_id, promoted_tweets.line_item_id)
            = line_items.line_item_id
),

campaigns as (
    select
        source_system,
        native_campaign_id,
        currency_code
    from {{ ref('stg_twitter_ads__campaigns') }}
),

accounts as (
    select
        source_system,
        ad_account_id,
        timezone
    from {{ ref('stg_twitter_ads__accounts') }}
),

conformed as (
    select
        named.spend_id,
        named.source_system,
        named.native_campaign_id,
        -- A post whose campaign is not known is one of X's all the same.
        case when named.native_campaign_id is null then 'Paid Social' end as channel,
        campaigns.currency_code,
        cast(named.billed_charge_local_micro * 0.000001 as decimal(28, 10)) as spend_amount,
        named.impressions,
        named.clicks,
        -- Midnight of the account is another day in UTC east of Greenwich.
        case
            when named.is_day_date_only
                then {{ crm_attribution.local_date('named.day_starts_at') }}
            else
                cast(
                    timezone(
                        coalesce(accounts.timezone, 'UTC'), timezone('UTC', named.day_starts_at)
                    ) as date
                )
        end as spend_date
    from named
    left join campaigns
        on
            named.source_system = campaigns.source_system
            and named.native_campaign_id = campaigns.native_campaign_id
    left join accounts
        on
            named.source_system = accounts.source_system
            and named.ad_account_id = accounts.ad_account_id
)

select * from conformed
