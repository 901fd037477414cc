-- One row per Salesforce reduction order that was activated.
with

orders as (
    select * from {{ ref('stg_salesforce__orders') }}
    where
        is_reduction_order
        and not coalesce(regexp_matches(lower(order_status_code), '^(draft|cancel|expired)'), false)
),

conformed as (
    select
        order_id as refund_id,
        source_system,
        original_order_id as order_id,
        opportunity_id,
        account_id,
        person_record_id,
        currency_code,
        order_amount as refund_amount,
        coalesce(activated_at, started_at, created_at) as refunded_at
    from orders
)

select * from conformed
