-- One row per payment of any source system.
with

unioned as (
    {{ crm_attribution.union_conformed([
        'stg_neutral__payments',
        'int_salesforce__payments_conformed',
        'int_zoho__payments_conformed',
        'int_fxiaoke__payments_conformed',
        'int_shopify__payments_conformed',
    ]) }}
),

listed as (
    select
        payment_id,
        source_system,
        order_id,
        invoice_id,
        opportunity_id,
        account_id,
        person_record_id,
        currency_code,
        payment_amount,
        paid_at
    from unioned
)

select * from listed
