-- One row per invoice of any source system.
with

unioned as (
    {{ crm_attribution.union_conformed([
        'stg_neutral__invoices',
        'int_zoho__invoices_conformed',
    ]) }}
),

listed as (
    select
        invoice_id,
        source_system,
        order_id,
        opportunity_id,
        account_id,
        person_record_id,
        currency_code,
        invoice_amount,
        invoiced_at
    from unioned
)

select * from listed
