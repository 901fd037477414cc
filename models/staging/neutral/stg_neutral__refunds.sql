-- One row per neutral refund.
with

export_rows as (
    select * from {{ source('neutral', 'refunds') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'refund_id') }} as refund_id,
        {{ crm_attribution.system_key('source_system', 'order_id') }} as order_id,
        {{ crm_attribution.system_key('source_system', 'payment_id') }} as payment_id,
        {{ crm_attribution.system_key('source_system', 'opportunity_id') }} as opportunity_id,
        {{ crm_attribution.system_key('source_system', 'account_id') }} as account_id,
        {{ crm_attribution.system_key('source_system', 'person_id') }} as person_record_id,
        refund_reason,
        currency_code,
        refund_amount,
        refunded_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
