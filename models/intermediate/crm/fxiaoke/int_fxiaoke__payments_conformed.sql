-- One row per Fxiaoke payment (回款) that is not void.
with

payments as (
    select * from {{ ref('stg_fxiaoke__payments') }}
    where not is_void
),

conformed as (
    select
        payments.payment_id,
        payments.source_system,
        coalesce(payments.order_id, orders.record_id) as order_id,
        coalesce(payments.account_id, accounts.record_id) as account_id,
        payments.currency_code,
        payments.payment_amount,
        coalesce(payments.paid_at, payments.created_at) as paid_at
    from payments
    {{ crm_attribution.named_record('accounts', 'payments', 'account', 'account_name') }}
    {{ crm_attribution.named_record('orders', 'payments', 'order', 'order_name') }}
)

select * from conformed
