-- One row per Microsoft Ads row of spend, of the first level that the source system exports.
with

{{ crm_attribution.first_level_reports([
    'stg_microsoft_ads__campaign_reports',
    'stg_microsoft_ads__ad_group_reports',
    'stg_microsoft_ads__ad_reports',
    'stg_microsoft_ads__account_reports',
]) }},

accounts as (
    select
        source_system,
        ad_account_id,
        currency_code
    from {{ ref('stg_microsoft_ads__accounts') }}
),

conformed as (
    select
        reports.spend_id,
        reports.source_system,
        reports.native_campaign_id,
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
)

select * from conformed
