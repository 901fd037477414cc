-- One row per HubSpot call.
with

export_rows as (
    select * from {{ source('hubspot', 'engagement_call') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'engagement_id') }} as engagement_id,
        contact_ids,
        company_ids,
        deal_ids,
        hs_call_status as call_status,
        hs_call_disposition as call_disposition,
        hs_timestamp_is_date_only as is_activity_at_date_only,
        hs_timestamp as activity_at,
        hs_createdate as created_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
