-- One row per Zoho task.
with

export_rows as (
    select * from {{ source('zoho', 'task') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.zoho_key('id') }} as activity_id,
        {{ crm_attribution.zoho_key('who_id') }} as person_record_id,
        {{ crm_attribution.zoho_key('what_id') }} as related_record_id,
        who_full_name as full_name_hash,
        status as task_status,
        due_date_is_date_only as is_due_at_date_only,
        due_date as due_at,
        closed_time as closed_at,
        created_time as created_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
