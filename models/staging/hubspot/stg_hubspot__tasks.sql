-- One row per HubSpot task.
with

export_rows as (
    select * from {{ source('hubspot', 'engagement_task') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'engagement_id') }} as engagement_id,
        contact_ids,
        company_ids,
        deal_ids,
        hs_task_status as task_status,
        hs_task_type as task_type,
        hs_task_completion_date_is_date_only as is_completed_at_date_only,
        hs_timestamp_is_date_only as is_activity_at_date_only,
        hs_task_completion_date as completed_at,
        hs_timestamp as activity_at,
        hs_createdate as created_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
