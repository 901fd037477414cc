-- One row per Zoho account.
with

export_rows as (
    select * from {{ source('zoho', 'account') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.zoho_key('id') }} as account_id,
        {{ crm_attribution.zoho_lookup_key('parent_account_id', 'parent_account') }}
            as parent_account_id,
        {{ crm_attribution.zoho_lookup_name('parent_account') }} as parent_account_name,
        account_name,
        account_type,
        industry,
        {{ crm_attribution.website_domain('website') }} as website_domain,
        created_time as created_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
