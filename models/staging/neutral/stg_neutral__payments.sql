-- One row per neutral payment.
with

export_rows as (
    select * from {{ source('neutral', 'payments') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'payment_id') }} as payment_id,
        {{ crm_attribution.system_key('source_system', 'order_id') }} as order_id,
        {{ crm_attribution.system_key('source_system', 'invoice_id') }} as invoice_id,
        {{ crm_attribution.system_key('source_system', 'opportunity_id') }} as opportunity_id,
        {{ crm_attribution.system_key('source_system', 'account_id') }} as account_id,
        {{ crm_attribution.system_key('source_system', 'person_id') }} as person_record_id,
        currency_code,
        payment_amount,
        paid_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
