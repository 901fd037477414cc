-- One row per Facebook advertisement, day and breakdown.
with

export_rows as (
    select * from {{ source('facebook_ads', 'basic_ad') }}
    where is_staged
),

renamed as (
    select
        source_system,
        source_system || '|ad|' || file_name || ':' || row_number as spend_id,
        ad_id,
        account_id as ad_account_id,
        date as spend_date,
        currency as currency_code,
        spend as spend_amount,
        impressions,
        inline_link_clicks as clicks,
        campaign_id as native_campaign_id,
        file_name,
        row_number
    from export_rows
)

select * from renamed
