-- One row per neutral opportunity and contact role.
with

export_rows as (
    select * from {{ source('neutral', 'opportunity_contact_roles') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'opportunity_id') }} as opportunity_id,
        {{ crm_attribution.system_key('source_system', 'person_id') }} as person_record_id,
        role,
        is_primary_contact,
        file_name,
        row_number
    from export_rows
)

select * from renamed
