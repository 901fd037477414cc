-- One row per Fxiaoke payment (回款).
with

export_rows as (
    select * from {{ source('fxiaoke', 'payment') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.fxiaoke_key('_id') }} as payment_id,
        {{ crm_attribution.fxiaoke_lookup_key('account_id') }} as account_id,
        {{ crm_attribution.fxiaoke_lookup_key('order_id') }} as order_id,
        {{ crm_attribution.fxiaoke_lookup_name('account_id') }} as account_name,
        {{ crm_attribution.fxiaoke_lookup_name('order_id') }} as order_name,
        mc_currency as currency_code,
        payment_amount,
        coalesce(lower(life_status) in ('invalid', '作废'), false) as is_void,
        {{ crm_attribution.fxiaoke_day_end('payment_time') }} as paid_at,
        create_time as created_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
