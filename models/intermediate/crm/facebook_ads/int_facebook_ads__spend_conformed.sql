-- One row per Facebook Ads row of spend, of the first level that the source system exports.
with

{{ crm_attribution.first_level_reports([
    'stg_facebook_ads__campaign_reports',
    'stg_facebook_ads__ad_reports',
]) }},

accounts as (
    select
        source_system,
        ad_account_id,
        currency_code
    from {{ ref('stg_facebook_ads__accounts') }}
),

ads as (
    select
        source_system,
        ad_id,
        native_campaign_id
    from {{ ref('stg_facebook_ads__ads') }}
),

conformed as (
    select
        reports.spend_id,
        reports.source_system,
        coalesce(reports.native_campaign_id, ads.native_campaign_id) as native_campaign_id,
        -- An advertisement whose campaign is not known is one of Facebook's all the same.
        case
            when coalesce(reports.native_campaign_id, ads.native_campaign_id) is null
                then 'Paid Social'
        end as channel,
        coalesce(reports.currency_code, accounts.currency_code) as currency_code,
        reports.spend_amount,
        reports.impressions,
        reports.clicks,
        reports.spend_date
    from reports
    left join accounts
        on
            reports.source_system = accounts.source_system
            and reports.ad_account_id = accounts.ad_account_id
    left join ads
        on
            reports.source_system = ads.source_system
            and reports.ad_id = ads.ad_id
)

select * from conformed
