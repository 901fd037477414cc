-- One row per Google Ads row of cost, of the first level that the source system exports.
with

-- Advertisements and ad groups know less than campaigns: those of Performance Max have neither.
{{ crm_attribution.first_level_reports([
    'stg_google_ads__campaign_stats',
    'stg_google_ads__ad_group_stats',
    'stg_google_ads__ad_stats',
    'stg_google_ads__account_stats',
]) }},

accounts as (
    select
        source_system,
        ad_account_id,
        currency_code
    from {{ ref('stg_google_ads__accounts') }}
),

conformed as (
    select
        reports.spend_id,
        reports.source_system,
        reports.native_campaign_id,
        accounts.currency_code,
        cast(reports.cost_micros * 0.000001 as decimal(28, 10)) as spend_amount,
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
