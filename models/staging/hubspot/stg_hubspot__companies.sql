-- One row per HubSpot company.
with

export_rows as (
    select * from {{ source('hubspot', 'company') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'id') }} as account_id,
        {{ crm_attribution.system_key('source_system', 'hs_parent_company_id') }}
            as parent_account_id,
        name as account_name,
        type as account_type,
        industry,
        {{ crm_attribution.website_domain('domain') }} as website_domain,
        createdate as created_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
