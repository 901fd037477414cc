-- One row per Zoho deal.
with

export_rows as (
    select * from {{ source('zoho', 'deal') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.zoho_key('id') }} as opportunity_id,
        {{ crm_attribution.zoho_lookup_key('account_id', 'account_name') }} as account_id,
        {{ crm_attribution.zoho_key('contact_id') }} as person_record_id,
        {{ crm_attribution.zoho_lookup_key('campaign_source_id', 'campaign_source') }}
            as primary_campaign_id,
        {{ crm_attribution.zoho_lookup_name('deal_name') }} as deal_name,
        {{ crm_attribution.zoho_lookup_name('account_name') }} as account_name,
        contact_full_name as contact_full_name_hash,
        {{ crm_attribution.zoho_lookup_name('campaign_source') }} as campaign_name,
        stage as stage_name,
        type as opportunity_type,
        lead_source,
        currency as currency_code,
        amount,
        {{ crm_attribution.win_probability('probability', 100) }} as win_probability,
        reason_for_loss__s as loss_reason,
        created_time as created_at,
        closing_date as closed_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
