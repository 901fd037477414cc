-- One row per Fxiaoke opportunity 1.0 (商机).
with

export_rows as (
    select * from {{ source('fxiaoke', 'opportunity') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.fxiaoke_key('_id') }} as opportunity_id,
        {{ crm_attribution.fxiaoke_lookup_key('account_id') }} as account_id,
        {{ crm_attribution.fxiaoke_lookup_key('marketing_event_id') }} as primary_campaign_id,
        name as opportunity_name,
        {{ crm_attribution.fxiaoke_lookup_name('account_id') }} as account_name,
        {{ crm_attribution.fxiaoke_lookup_name('marketing_event_id') }} as campaign_name,
        oppo_stage_id as sales_stage,
        status as sales_status,
        opportunity_type,
        source as lead_source,
        mc_currency as currency_code,
        expected_deal_amount as amount,
        {{ crm_attribution.win_probability('probability', 100) }} as win_probability,
        lost_reason as loss_reason,
        coalesce(lower(life_status) in ('invalid', '作废'), false) as is_void,
        create_time as created_at,
        {{ crm_attribution.fxiaoke_day_end('deal_closed_time') }} as dealt_at,
        {{ crm_attribution.fxiaoke_day_end('expected_deal_closed_time') }} as expected_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
