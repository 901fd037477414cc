-- One row per Salesforce opportunity.
with

export_rows as (
    select * from {{ source('salesforce', 'opportunity') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'id') }} as opportunity_id,
        {{ crm_attribution.system_key('source_system', 'account_id') }} as account_id,
        {{ crm_attribution.system_key('source_system', 'campaign_id') }} as primary_campaign_id,
        stage_name,
        type as opportunity_type,
        lead_source,
        currency_iso_code as currency_code,
        amount,
        {{ crm_attribution.win_probability('probability', 100) }} as win_probability,
        loss_reason,
        is_closed,
        is_won,
        created_date as created_at,
        close_date as closed_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
