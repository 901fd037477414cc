-- One row per HubSpot engagement.
with

export_rows as (
    select * from {{ source('hubspot', 'engagement') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'id') }} as engagement_id,
        contact_ids,
        company_ids,
        deal_ids,
        type as engagement_type,
        timestamp_is_date_only as is_activity_at_date_only,
        timestamp as activity_at,
        created_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
