-- One row per neutral account.
with

export_rows as (
    select * from {{ source('neutral', 'accounts') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'account_id') }} as account_id,
        {{ crm_attribution.system_key('source_system', 'parent_account_id') }} as parent_account_id,
        account_name,
        account_type,
        industry,
        {{ crm_attribution.website_domain('website') }} as website_domain,
        created_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
