-- One row per neutral opportunity.
with

export_rows as (
    select * from {{ source('neutral', 'opportunities') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'opportunity_id') }} as opportunity_id,
        {{ crm_attribution.system_key('source_system', 'account_id') }} as account_id,
        {{ crm_attribution.system_key('source_system', 'person_id') }} as person_record_id,
        {{ crm_attribution.system_key('source_system', 'primary_campaign_id') }}
            as primary_campaign_id,
        stage_name,
        opportunity_type,
        lead_source,
        currency_code,
        amount,
        {{ crm_attribution.win_probability('win_probability', 1) }} as win_probability,
        loss_reason,
        is_closed,
        is_won,
        created_at,
        closed_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
