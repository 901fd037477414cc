-- One row per Microsoft advertisement, day and segment.
with

export_rows as (
    select * from {{ source('microsoft_ads', 'ad_performance_daily_report') }}
    where is_staged
),

renamed as (
    select
        source_system,
        source_system || '|ad|' || file_name || ':' || row_number as spend_id,
        account_id as ad_account_id,
        campaign_id as native_campaign_id,
        date as spend_date,
        currency_code,
        spend as spend_amount,
        impressions,
        clicks,
        file_name,
        row_number
    from export_rows
)

select * from renamed
