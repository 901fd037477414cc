-- One row per Marketo company.
with

export_rows as (
    select * from {{ source('marketo', 'company') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'id') }} as account_id,
        company as account_name,
        industry,
        {{ crm_attribution.website_domain('website') }} as website_domain,
        file_name,
        row_number
    from export_rows
)

select * from renamed
