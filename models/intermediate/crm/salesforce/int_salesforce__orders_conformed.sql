-- One row per Salesforce order that was activated or cancelled; a draft is none yet.
with

orders as (
    select * from {{ ref('stg_salesforce__orders') }}
    where
        coalesce(lower(order_status_code), '') <> 'draft'
        -- What reduces another order is a refund.
        and not coalesce(is_reduction_order, false)
),

conformed as (
    select
        order_id,
        source_system,
        person_record_id,
        account_id,
        opportunity_id,
        order_status,
        currency_code,
        order_amount,
        coalesce(regexp_matches(lower(order_status_code), '^(cancel|expired)'), false)
            as is_cancelled,
        coalesce(activated_at, started_at, created_at) as ordered_at
    from orders
)

select * from conformed
