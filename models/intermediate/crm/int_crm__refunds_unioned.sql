-- One row per refund of any source system.
with

unioned as (
    {{ crm_attribution.union_conformed([
        'stg_neutral__refunds',
        'int_salesforce__refunds_conformed',
        'int_fxiaoke__refunds_conformed',
        'int_shopify__refunds_conformed',
    ]) }}
),

listed as (
    select
        refund_id,
        source_system,
        order_id,
        payment_id,
        opportunity_id,
        account_id,
        person_record_id,
        refund_reason,
        currency_code,
        abs(refund_amount) as refund_amount,
        refunded_at
    from unioned
)

select * from listed
