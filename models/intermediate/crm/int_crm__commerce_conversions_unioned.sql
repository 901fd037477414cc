-- One row per order, payment and refund of any source system, as a conversion.
with

orders as (
    select * from {{ ref('int_crm__orders_unioned') }}
),

payments as (
    select * from {{ ref('int_crm__payments_unioned') }}
),

refunds as (
    select * from {{ ref('int_crm__refunds_unioned') }}
),

ordered as (
    select
        order_id as native_conversion_id,
        source_system,
        person_record_id,
        account_id,
        opportunity_id,
        'order' as conversion_type,
        email_hash,
        currency_code,
        order_amount as conversion_value,
        is_cancelled,
        ordered_at as converted_at
    from orders
),

-- Whoever placed the order has paid, where the payment itself names nobody.
paid as (
    select
        payments.payment_id as native_conversion_id,
        payments.source_system,
        coalesce(payments.person_record_id, orders.person_record_id) as person_record_id,
        coalesce(payments.account_id, orders.account_id) as account_id,
        coalesce(payments.opportunity_id, orders.opportunity_id) as opportunity_id,
        'payment' as conversion_type,
        orders.email_hash,
        coalesce(payments.currency_code, orders.currency_code) as currency_code,
        payments.payment_amount as conversion_value,
        false as is_cancelled,
        payments.paid_at as converted_at
    from payments
    left join orders on payments.order_id = orders.order_id
),

-- A refund takes back: its value is negative.
refunded as (
    select
        refunds.refund_id as native_conversion_id,
        refunds.source_system,
        coalesce(refunds.person_record_id, paid.person_record_id, orders.person_record_id)
            as person_record_id,
        coalesce(refunds.account_id, paid.account_id, orders.account_id) as account_id,
        coalesce(refunds.opportunity_id, paid.opportunity_id, orders.opportunity_id)
            as opportunity_id,
        'refund' as conversion_type,
        coalesce(paid.email_hash, orders.email_hash) as email_hash,
        coalesce(refunds.currency_code, paid.currency_code, orders.currency_code)
            as currency_code,
        -refunds.refund_amount as conversion_value,
        false as is_cancelled,
        refunds.refunded_at as converted_at
    from refunds
    left join paid on refunds.payment_id = paid.native_conversion_id
    left join orders on refunds.order_id = orders.order_id
),

unioned as (
    select * from ordered
    union all by name
    select * from paid
    union all by name
    select * from refunded
)

select * from unioned
