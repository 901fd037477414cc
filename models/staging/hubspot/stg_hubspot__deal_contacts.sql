-- One row per HubSpot deal and contact.
with

export_rows as (
    select * from {{ source('hubspot', 'deal_contact') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'deal_id') }} as opportunity_id,
        {{ crm_attribution.system_key('source_system', 'contact_id') }} as person_record_id,
        file_name,
        row_number
    from export_rows
)

select * from renamed
