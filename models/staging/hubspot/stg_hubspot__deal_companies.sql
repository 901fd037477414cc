-- One row per HubSpot deal, company and kind of association.
with

export_rows as (
    select * from {{ source('hubspot', 'deal_company') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'deal_id') }} as opportunity_id,
        {{ crm_attribution.system_key('source_system', 'company_id') }} as account_id,
        coalesce(type_id = '5', false) as is_primary,
        file_name,
        row_number
    from export_rows
)

select * from renamed
