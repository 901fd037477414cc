-- One row per value of a HubSpot deal property.
with

export_rows as (
    select * from {{ source('hubspot', 'deal_property_history') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'deal_id') }} as opportunity_id,
        name as property_name,
        case when lower(name) = 'dealstage' then value end as property_value,
        timestamp as changed_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
