-- One row per Facebook advertisement.
with

export_rows as (
    select * from {{ source('facebook_ads', 'ad_history') }}
    where is_staged
),

renamed as (
    select
        source_system,
        id as ad_id,
        campaign_id as native_campaign_id,
        file_name,
        row_number
    from export_rows
)

select * from renamed
