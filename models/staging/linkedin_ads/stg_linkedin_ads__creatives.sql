-- One row per LinkedIn creative.
with

export_rows as (
    select * from {{ source('linkedin_ads', 'creative_history') }}
    where is_staged
),

renamed as (
    select
        source_system,
        id as creative_id,
        campaign_id as native_campaign_id,
        file_name,
        row_number
    from export_rows
)

select * from renamed
