-- One row per contact merged into another in HubSpot.
with

export_rows as (
    select * from {{ source('hubspot', 'contact_merge_audit') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'vid_to_merge') }} as person_record_id,
        {{ crm_attribution.system_key('source_system', 'canonical_vid') }} as merged_into_record_id,
        timestamp as merged_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
