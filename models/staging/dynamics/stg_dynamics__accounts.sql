-- One row per Dynamics account, merged ones included.
with

export_rows as (
    select * from {{ source('dynamics', 'account') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.dynamics_key('accountid') }} as account_id,
        {{ crm_attribution.dynamics_key('masterid') }} as merged_into_account_id,
        {{ crm_attribution.dynamics_lookup_key('parentaccountid') }} as parent_account_id,
        {{ crm_attribution.dynamics_lookup_name('parentaccountid') }} as parent_account_name,
        name as account_name,
        customertypecode as type_option,
        customertypecode_label as type_label,
        industrycode as industry_option,
        industrycode_label as industry_label,
        {{ crm_attribution.website_domain('websiteurl') }} as website_domain,
        createdon as created_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
