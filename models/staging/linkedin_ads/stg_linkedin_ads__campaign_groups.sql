-- One row per LinkedIn Ads campaign group.
with

export_rows as (
    select * from {{ source('linkedin_ads', 'campaign_group_history') }}
    where is_staged
),

renamed as (
    select
        source_system,
        id as campaign_group_id,
        name as campaign_name,
        status as campaign_status,
        created_time as created_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
