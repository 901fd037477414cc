-- One row per Marketo opportunity.
with

export_rows as (
    select * from {{ source('marketo', 'opportunity') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'external_opportunity_id') }}
            as opportunity_id,
        {{ crm_attribution.system_key('source_system', 'external_company_id') }} as account_id,
        stage as stage_name,
        type as opportunity_type,
        lead_source,
        currency_code,
        amount,
        is_closed,
        is_won,
        external_created_date as created_at,
        close_date as closed_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
