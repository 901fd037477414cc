-- One row per Pardot account.
with

export_rows as (
    select * from {{ source('pardot', 'prospect_account') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'id') }} as account_id,
        name as account_name,
        type as account_type,
        industry,
        {{ crm_attribution.website_domain('website') }} as website_domain,
        created_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
