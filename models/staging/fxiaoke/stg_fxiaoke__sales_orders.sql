-- One row per Fxiaoke sales order (销售订单).
with

export_rows as (
    select * from {{ source('fxiaoke', 'sales_order') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.fxiaoke_key('_id') }} as order_id,
        {{ crm_attribution.fxiaoke_lookup_key('account_id') }} as account_id,
        {{ crm_attribution.fxiaoke_key('contact_id') }} as person_record_id,
        {{ crm_attribution.fxiaoke_lookup_key('new_opportunity_id') }} as opportunity_id,
        name as order_name,
        {{ crm_attribution.fxiaoke_lookup_name('account_id') }} as account_name,
        {{ crm_attribution.fxiaoke_lookup_name('new_opportunity_id') }} as opportunity_name,
        contact_full_name as full_name_hash,
        order_status,
        mc_currency as currency_code,
        order_amount,
        coalesce(lower(life_status) in ('invalid', '作废'), false) as is_void,
        {{ crm_attribution.fxiaoke_day_end('order_time') }} as ordered_at,
        create_time as created_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
