-- One row per Zoho call.
with

export_rows as (
    select * from {{ source('zoho', 'call') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.zoho_key('id') }} as activity_id,
        {{ crm_attribution.zoho_key('who_id') }} as person_record_id,
        {{ crm_attribution.zoho_key('what_id') }} as related_record_id,
        who_full_name as full_name_hash,
        call_type,
        call_status,
        call_start_time_is_date_only as is_started_at_date_only,
        call_start_time as started_at,
        created_time as created_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
