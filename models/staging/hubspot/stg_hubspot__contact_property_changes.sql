-- One row per value of a HubSpot contact property.
with

export_rows as (
    select * from {{ source('hubspot', 'contact_property_history') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'contact_id') }} as person_record_id,
        name as property_name,
        case when lower(name) in ('lifecyclestage', 'hs_lead_status') then value end
            as property_value,
        timestamp as changed_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
