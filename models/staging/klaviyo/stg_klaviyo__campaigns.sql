-- One row per Klaviyo campaign.
with

export_rows as (
    select * from {{ source('klaviyo', 'campaign') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'id') }} as campaign_id,
        name as campaign_name,
        campaign_type as klaviyo_campaign_type,
        status as campaign_status,
        sent_at,
        created as created_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
