-- One row per Google Ads row of cost, of the first level that the source system exports.
with

-- Advertisements and ad groups know less than campaigns: those of Performance Max have neither.
reports as (
    select
        1 as level_order,
        * exclude (file_name, row_number)
    from {{ ref('stg_google_ads__campaign_stats') }}
    union all by name
    select
        2 as level_order,
        * exclude (file_name, row_number)
    from {{ ref('stg_google_ads__ad_group_stats') }}
    union all by name
    select
        3 as level_order,
        * exclude (file_name, row_number)
    from {{ ref('stg_google_ads__ad_stats') }}
    union all by name
    select
        4 as level_order,
        * exclude (file_name, row_number)
    from {{ ref('stg_google_ads__account_stats') }}
),

-- Each level repeats the cost of the others: the first that a system exports counts alone.
chosen as (
    select
        source_system,
        min(level_order) as level_order
    from reports
    group by source_system
),

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
    inner join chosen
        on
            reports.source_system = chosen.source_system
            and reports.level_order = chosen.level_order
    left join accounts
        on
            reports.source_system = accounts.source_system
            and reports.ad_account_id = accounts.ad_account_id
)

select * from conformed
