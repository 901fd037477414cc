-- One row per HubSpot engagement and company.
with

export_rows as (
    select * from {{ source('hubspot', 'engagement_company') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'engagement_id') }} as engagement_id,
        {{ crm_attribution.system_key('source_system', 'company_id') }} as account_id,
        file_name,
        row_number
    from export_rows
)

select * from renamed
