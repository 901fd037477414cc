-- One row per X Ads campaign, day and placement.
with

export_rows as (
    select * from {{ source('twitter_ads', 'campaign_report') }}
    where is_staged
),

renamed as (
    select
        source_system,
        source_system || '|campaign|' || file_name || ':' || row_number as spend_id,
        campaign_id as native_campaign_id,
        account_id as ad_account_id,
        date as day_starts_at,
        date_is_date_only as is_day_date_only,
        billed_charge_local_micro,
        impressions,
        url_clicks as clicks,
        file_name,
        row_number
    from export_rows
)

select * from renamed
