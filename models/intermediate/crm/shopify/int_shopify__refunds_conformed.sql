-- One row per Shopify refund, and per transaction that gave money back without one, but for tests
-- of the checkout.
with

refunds as (
    select * from {{ ref('stg_shopify__refunds') }}
),

transactions as (
    select * from {{ ref('stg_shopify__transactions') }}
    where
        kind = 'refund'
        and coalesce(status, 'success') = 'success'
        and not coalesce(is_test, false)
),

money_back as (
    select
        source_system,
        native_refund_id,
        min(parent_payment_id) as payment_id,
        any_value(currency_code) as currency_code,
        sum(amount) as amount
    from transactions
    where native_refund_id is not null
    group by source_system, native_refund_id
),

lines as (
    select
        source_system,
        native_refund_id,
        sum(subtotal) as subtotal,
        sum(total_tax) as total_tax
    from {{ ref('stg_shopify__refund_lines') }}
    group by source_system, native_refund_id
),

-- What is given back beside lines is negative here.
adjustments as (
    select
        source_system,
        native_refund_id,
        -sum(amount + coalesce(tax_amount, 0)) as amount
    from {{ ref('stg_shopify__order_adjustments') }}
    group by source_system, native_refund_id
),

orders as (
    select
        order_id,
        are_taxes_included,
        is_test
    from {{ ref('stg_shopify__orders') }}
),

-- Money that moved says most; the lines say what should have moved.
valued as (
    select
        {{ crm_attribution.system_key('refunds.source_system', 'refunds.native_refund_id') }}
            as refund_id,
        refunds.source_system,
        refunds.order_id,
        money_back.payment_id,
        refunds.refund_reason,
        coalesce(refunds.currency_code, money_back.currency_code) as currency_code,
        cast(
            coalesce(
                money_back.amount,
                refunds.total_refunded,
                coalesce(lines.subtotal, 0)
                + case when orders.are_taxes_included then 0 else coalesce(lines.total_tax, 0) end
                + coalesce(adjustments.amount, 0)
            ) as decimal(28, 10)
        ) as refund_amount,
        refunds.refunded_at
    from refunds
    left join money_back
        on
            refunds.source_system = money_back.source_system
            and refunds.native_refund_id = money_back.native_refund_id
    left join lines
        on
            refunds.source_system = lines.source_system
            and refunds.native_refund_id = lines.native_refund_id
    left join adjustments
        on
            refunds.source_system = adjustments.source_system
            and refunds.native_refund_id = adjustments.native_refund_id
    left join orders on refunds.order_id = orders.order_id
    where not coalesce(orders.is_test, false)
),

unlisted as (
    select
        transactions.source_system
        || '|transaction'
        || substr(transactions.payment_id, length(transactions.source_system) + 1) as refund_id,
        transactions.source_system,
        transactions.order_id,
        transactions.parent_payment_id as payment_id,
        transactions.currency_code,
        transactions.amount as refund_amount,
        transactions.processed_at as refunded_at
    from transactions
    anti join refunds
        on
            transactions.source_system = refunds.source_system
            and transactions.native_refund_id = refunds.native_refund_id
),

unioned as (
    select * from valued
    union all by name
    select * from unlisted
)

select * from unioned
