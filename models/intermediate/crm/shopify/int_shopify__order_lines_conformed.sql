-- One row per line of a Shopify order, but for tests of the checkout.
with

test_orders as (
    select order_id
    from {{ ref('stg_shopify__orders') }}
    where is_test
),

order_lines as (
    select order_lines.* from {{ ref('stg_shopify__order_lines') }} as order_lines
    anti join test_orders on order_lines.order_id = test_orders.order_id
),

conformed as (
    select
        order_line_id,
        source_system,
        order_id,
        product_id,
        product_name,
        quantity,
        cast(
            coalesce(original_total, cast(price * quantity as decimal(28, 10)))
            - coalesce(discount_amount, 0) as decimal(28, 10)
        ) as line_amount
    from order_lines
)

select * from conformed
