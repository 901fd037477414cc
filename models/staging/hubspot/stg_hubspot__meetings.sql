-- One row per HubSpot meeting.
with

export_rows as (
    select * from {{ source('hubspot', 'engagement_meeting') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'engagement_id') }} as engagement_id,
        contact_ids,
        company_ids,
        deal_ids,
        hs_meeting_outcome as meeting_outcome,
        hs_meeting_start_time_is_date_only as is_started_at_date_only,
        hs_timestamp_is_date_only as is_activity_at_date_only,
        hs_meeting_start_time as started_at,
        hs_timestamp as activity_at,
        hs_createdate as created_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
