-- One row per Zoho task, meeting or call of a connector that writes one stream.
with

export_rows as (
    select * from {{ source('zoho', 'activity') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.zoho_key('id') }} as activity_id,
        {{ crm_attribution.zoho_key('who_id') }} as person_record_id,
        {{ crm_attribution.zoho_key('what_id') }} as related_record_id,
        who_full_name as full_name_hash,
        activity_type,
        call_type,
        status as activity_status,
        due_date_is_date_only as is_due_at_date_only,
        due_date as due_at,
        closed_time as closed_at,
        coalesce(call_start_time, start_date_time) as started_at,
        created_time as created_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
