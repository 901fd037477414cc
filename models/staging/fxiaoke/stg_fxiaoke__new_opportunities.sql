-- One row per Fxiaoke opportunity 2.0 (商机2.0).
with

export_rows as (
    select * from {{ source('fxiaoke', 'new_opportunity') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.fxiaoke_key('_id') }} as opportunity_id,
        {{ crm_attribution.fxiaoke_lookup_key('account_id') }} as account_id,
        {{ crm_attribution.fxiaoke_lookup_key('marketing_event_id') }} as primary_campaign_id,
        {{ crm_attribution.fxiaoke_key('leads_id') }} as person_record_id,
        name as opportunity_name,
        {{ crm_attribution.fxiaoke_lookup_name('account_id') }} as account_name,
        {{ crm_attribution.fxiaoke_lookup_name('marketing_event_id') }} as campaign_name,
        lead_full_name as full_name_hash,
        sales_stage,
        sales_status,
        opportunity_type,
        source as lead_source,
        mc_currency as currency_code,
        amount,
        {{ crm_attribution.win_probability('probability', 100) }} as win_probability,
        lost_reason as loss_reason,
        coalesce(lower(life_status) in ('invalid', '作废'), false) as is_void,
        create_time as created_at,
        {{ crm_attribution.fxiaoke_day_end('deal_time') }} as dealt_at,
        {{ crm_attribution.fxiaoke_day_end('close_date') }} as expected_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
