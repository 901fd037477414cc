-- One row per Fxiaoke refund (退款) that is not void.
with

refunds as (
    select * from {{ ref('stg_fxiaoke__refunds') }}
    where not is_void
),

conformed as (
    select
        refunds.refund_id,
        refunds.source_system,
        coalesce(refunds.order_id, orders.record_id) as order_id,
        coalesce(refunds.account_id, accounts.record_id) as account_id,
        refunds.currency_code,
        -- Some write what goes out as a negative number.
        abs(refunds.refund_amount) as refund_amount,
        coalesce(refunds.refunded_at, refunds.created_at) as refunded_at
    from refunds
    {{ crm_attribution.named_record('accounts', 'refunds', 'account', 'account_name') }}
    {{ crm_attribution.named_record('orders', 'refunds', 'order', 'order_name') }}
)

select * from conformed
