-- One row per Salesforce account.
with

export_rows as (
    select * from {{ source('salesforce', 'account') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'id') }} as account_id,
        {{ crm_attribution.system_key('source_system', 'parent_id') }} as parent_account_id,
        name as account_name,
        industry,
        type as account_type,
        {{ crm_attribution.website_domain('website') }} as website_domain,
        created_date as created_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
