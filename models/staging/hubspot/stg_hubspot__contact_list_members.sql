-- One row per HubSpot list and contact.
with

export_rows as (
    select * from {{ source('hubspot', 'contact_list_member') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'contact_id') }} as person_record_id,
        contact_list_id as list_id,
        added_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
