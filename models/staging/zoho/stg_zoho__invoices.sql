-- One row per Zoho invoice.
with

export_rows as (
    select * from {{ source('zoho', 'invoice') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.zoho_key('id') }} as invoice_id,
        {{ crm_attribution.zoho_lookup_key('account_id', 'account_name') }} as account_id,
        {{ crm_attribution.zoho_key('contact_id') }} as person_record_id,
        {{ crm_attribution.zoho_lookup_key('deal_id', 'deal_name') }} as opportunity_id,
        {{ crm_attribution.zoho_lookup_key('sales_order_id', 'sales_order') }} as order_id,
        {{ crm_attribution.zoho_lookup_name('account_name') }} as account_name,
        contact_full_name as contact_full_name_hash,
        {{ crm_attribution.zoho_lookup_name('deal_name') }} as deal_name,
        status as invoice_status,
        currency as currency_code,
        grand_total as invoice_amount,
        paid_date as paid_at,
        invoice_date as invoiced_at,
        created_time as created_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
