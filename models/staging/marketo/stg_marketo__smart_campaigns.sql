-- One row per Marketo smart campaign.
with

export_rows as (
    select * from {{ source('marketo', 'campaign') }}
    where is_staged
),

renamed as (
    select
        source_system,
        id as smart_campaign_id,
        program_id,
        name as campaign_name,
        type as campaign_type,
        created_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
