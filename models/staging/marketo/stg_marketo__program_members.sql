-- One row per Marketo program and lead.
with

export_rows as (
    select * from {{ source('marketo', 'program_member') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'program_id') }} as campaign_id,
        {{ crm_attribution.system_key('source_system', 'lead_id') }} as person_record_id,
        status_name as member_status,
        reached_success as has_responded,
        reached_success_date_is_date_only as is_first_responded_at_date_only,
        membership_date_is_date_only as is_added_at_date_only,
        reached_success_date as first_responded_at,
        membership_date as added_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
