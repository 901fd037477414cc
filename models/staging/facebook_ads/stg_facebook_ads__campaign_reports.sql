-- One row per Facebook Ads campaign, day and breakdown.
with

export_rows as (
    select * from {{ source('facebook_ads', 'basic_campaign') }}
    where is_staged
),

renamed as (
    select
        source_system,
        source_system || '|campaign|' || file_name || ':' || row_number as spend_id,
        campaign_id as native_campaign_id,
        account_id as ad_account_id,
        date as spend_date,
        currency as currency_code,
        spend as spend_amount,
        impressions,
        inline_link_clicks as clicks,
        file_name,
        row_number
    from export_rows
)

select * from renamed
