-- One row per Fxiaoke account (客户).
with

export_rows as (
    select * from {{ source('fxiaoke', 'account') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.fxiaoke_key('_id') }} as account_id,
        {{ crm_attribution.fxiaoke_lookup_key('parent_account_id') }} as parent_account_id,
        {{ crm_attribution.fxiaoke_lookup_name('parent_account_id') }} as parent_account_name,
        name as account_name,
        account_type,
        industry_level1 as industry,
        {{ crm_attribution.website_domain('url') }} as website_domain,
        coalesce(lower(life_status) in ('invalid', '作废'), false) as is_void,
        create_time as created_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
