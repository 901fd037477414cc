-- One row per order, invoice, payment and refund of any source system, as a conversion.
with

orders as (
    select * from {{ ref('int_crm__orders_unioned') }}
),

invoices as (
    select * from {{ ref('int_crm__invoices_unioned') }}
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
        cast(null as varchar) as order_id,
        cast(null as varchar) as payment_id,
        'order' as conversion_type,
        email_hash,
        currency_code,
        order_amount as conversion_value,
        is_cancelled,
        cast(null as boolean) as is_order_cancelled,
        ordered_at as converted_at
    from orders
),

-- What an invoice, payment or refund leaves open, the order tells.
{% set own_columns = ['person_record_id', 'account_id', 'opportunity_id', 'currency_code'] -%}
invoiced as (
    select
        invoices.invoice_id as native_conversion_id,
        invoices.source_system,
        {% for column in own_columns -%}
        coalesce(invoices.{{ column }}, orders.{{ column }}) as {{ column }},
        {% endfor -%}
        invoices.order_id,
        'invoice' as conversion_type,
        orders.email_hash,
        invoices.invoice_amount as conversion_value,
        false as is_cancelled,
        orders.is_cancelled as is_order_cancelled,
        invoices.invoiced_at as converted_at
    from invoices
    left join orders on invoices.order_id = orders.order_id
),

payments_ordered as (
    select
        {% for column in own_columns -%}
        invoices.{{ column }} as invoice_{{ column }},
        {% endfor -%}
        payments.* replace (coalesce(payments.order_id, invoices.order_id) as order_id)
    from payments
    left join invoices on payments.invoice_id = invoices.invoice_id
),

paid as (
    select
        payments.payment_id as native_conversion_id,
        payments.source_system,
        {% for column in own_columns -%}
        coalesce(payments.{{ column }}, payments.invoice_{{ column }}, orders.{{ column }})
            as {{ column }},
        {% endfor -%}
        payments.order_id,
        'payment' as conversion_type,
        orders.email_hash,
        payments.payment_amount as conversion_value,
        false as is_cancelled,
        orders.is_cancelled as is_order_cancelled,
        payments.paid_at as converted_at
    from payments_ordered as payments
    left join orders on payments.order_id = orders.order_id
),

refunds_ordered as (
    select
        {% for column in own_columns + ['email_hash'] -%}
        paid.{{ column }} as payment_{{ column }},
        {% endfor -%}
        refunds.* replace (coalesce(refunds.order_id, paid.order_id) as order_id)
    from refunds
    left join paid on refunds.payment_id = paid.native_conversion_id
),

-- A refund takes back: its value is negative.
refunded as (
    select
        refunds.refund_id as native_conversion_id,
        refunds.source_system,
        {% for column in own_columns -%}
        coalesce(refunds.{{ column }}, refunds.payment_{{ column }}, orders.{{ column }})
            as {{ column }},
        {% endfor -%}
        refunds.order_id,
        refunds.payment_id,
        'refund' as conversion_type,
        coalesce(refunds.payment_email_hash, orders.email_hash) as email_hash,
        -refunds.refund_amount as conversion_value,
        false as is_cancelled,
        orders.is_cancelled as is_order_cancelled,
        refunds.refunded_at as converted_at
    from refunds_ordered as refunds
    left join orders on refunds.order_id = orders.order_id
),

unioned as (
    select * from ordered
    union all by name
    select * from invoiced
    union all by name
    select * from paid
    union all by name
    select * from refunded
)

select * from unioned
