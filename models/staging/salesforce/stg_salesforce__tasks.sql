-- One row per Salesforce task.
with

export_rows as (
    select * from {{ source('salesforce', 'task') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'id') }} as task_id,
        {{ crm_attribution.system_key('source_system', 'who_id') }} as person_record_id,
        {{ crm_attribution.system_key('source_system', 'what_id') }} as related_record_id,
        {{ crm_attribution.system_key('source_system', 'account_id') }} as account_id,
        status as task_status,
        type as task_type,
        task_subtype,
        activity_date as activity_at,
        activity_date_is_date_only as is_activity_at_date_only,
        created_date as created_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
