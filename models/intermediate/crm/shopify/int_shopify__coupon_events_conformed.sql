-- One row per discount code redeemed with a Shopify order.
with

codes as (
    select * from {{ ref('stg_shopify__order_discount_codes') }}
),

orders as (
    select * from {{ ref('int_shopify__orders_conformed') }}
),

conformed as (
    select
        codes.order_id || ':' || coalesce(cast(codes.code_index as varchar), '') || ':'
        || codes.coupon_code as coupon_event_id,
        codes.source_system,
        {{ crm_attribution.system_key('codes.source_system', 'codes.coupon_code') }} as coupon_id,
        'redeemed' as event_type,
        orders.person_record_id,
        orders.email_hash,
        codes.order_id,
        orders.store_id,
        orders.currency_code,
        codes.amount as discount_amount,
        false as is_happened_at_date_only,
        orders.ordered_at as happened_at
    from codes
    inner join orders on codes.order_id = orders.order_id
)

select * from conformed
