-- One row per Google Ads ad group, day and segment.
with

export_rows as (
    select * from {{ source('google_ads', 'ad_group_stats') }}
    where is_staged
),

renamed as (
    select
        source_system,
        source_system || '|ad_group|' || file_name || ':' || row_number as spend_id,
        customer_id as ad_account_id,
        campaign_id as native_campaign_id,
        date as spend_date,
        cost_micros,
        impressions,
        clicks,
        file_name,
        row_number
    from export_rows
)

select * from renamed
