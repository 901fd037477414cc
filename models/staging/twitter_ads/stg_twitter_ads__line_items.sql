-- One row per X Ads line item.
with

export_rows as (
    select * from {{ source('twitter_ads', 'line_item_history') }}
    where is_staged
),

renamed as (
    select
        source_system,
        id as line_item_id,
        campaign_id as native_campaign_id,
        file_name,
        row_number
    from export_rows
)

select * from renamed
