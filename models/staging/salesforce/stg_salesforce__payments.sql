-- One row per Salesforce payment.
with

export_rows as (
    select * from {{ source('salesforce', 'payment') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'id') }} as payment_id,
        {{ crm_attribution.system_key('source_system', 'opportunity_id') }} as opportunity_id,
        {{ crm_attribution.system_key('source_system', 'account_id') }} as account_id,
        status as payment_status,
        currency_iso_code as currency_code,
        amount as payment_amount,
        is_paid,
        is_written_off,
        payment_date as paid_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
