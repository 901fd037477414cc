-- One row per neutral invoice.
with

export_rows as (
    select * from {{ source('neutral', 'invoices') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'invoice_id') }} as invoice_id,
        {{ crm_attribution.system_key('source_system', 'order_id') }} as order_id,
        {{ crm_attribution.system_key('source_system', 'opportunity_id') }} as opportunity_id,
        {{ crm_attribution.system_key('source_system', 'account_id') }} as account_id,
        {{ crm_attribution.system_key('source_system', 'person_id') }} as person_record_id,
        currency_code,
        invoice_amount,
        invoiced_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
