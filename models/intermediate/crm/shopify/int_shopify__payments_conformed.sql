-- One row per Shopify transaction that brought money in.
with

transactions as (
    select * from {{ ref('stg_shopify__transactions') }}
    where not coalesce(is_test, false)
),

-- An authorisation is a promise; a capture of it is the money.
conformed as (
    select
        payment_id,
        source_system,
        order_id,
        currency_code,
        amount as payment_amount,
        processed_at as paid_at
    from transactions
    where kind in ('sale', 'capture') and coalesce(status, 'success') = 'success'
)

select * from conformed
