-- One row per Shopify order, but for tests of the checkout.
with

orders as (
    select * from {{ ref('stg_shopify__orders') }}
    where not coalesce(is_test, false)
),

shops as (
    select
        source_system,
        any_value(currency_code) as currency_code
    from {{ ref('stg_shopify__shops') }}
    group by source_system
),

-- An order takes one code as its coupon; int_shopify__coupon_events_conformed has all of them.
first_codes as (
    select
        order_id,
        min_by(coupon_code, coalesce(code_index, 0)) as coupon_code
    from {{ ref('stg_shopify__order_discount_codes') }}
    group by order_id
),

conformed as (
    select
        orders.order_id,
        orders.source_system,
        orders.person_record_id,
        orders.email_hash,
        orders.order_status,
        orders.store_id,
        first_codes.coupon_code,
        coalesce(orders.currency_code, shops.currency_code) as currency_code,
        orders.order_amount,
        orders.discount_amount,
        orders.cancelled_at is not null or coalesce(lower(orders.order_status) = 'voided', false)
            as is_cancelled,
        orders.ordered_at
    from orders
    left join shops on orders.source_system = shops.source_system
    left join first_codes on orders.order_id = first_codes.order_id
)

select * from conformed
