-- One row per Fxiaoke sales order (销售订单) that is not void.
with

orders as (
    select * from {{ ref('stg_fxiaoke__sales_orders') }}
    where not is_void
),

conformed as (
    select
        orders.order_id,
        orders.source_system,
        coalesce(orders.person_record_id, persons.person_record_id) as person_record_id,
        coalesce(orders.account_id, accounts.record_id) as account_id,
        coalesce(orders.opportunity_id, opportunities.record_id) as opportunity_id,
        orders.order_status,
        orders.currency_code,
        orders.order_amount,
        coalesce(regexp_matches(lower(orders.order_status), '取消|作废|cancel'), false)
            as is_cancelled,
        coalesce(orders.ordered_at, orders.created_at) as ordered_at
    from orders
    {{ crm_attribution.named_record('accounts', 'orders', 'account', 'account_name') }}
    {{ crm_attribution.named_record('opportunities', 'orders', 'opportunity', 'opportunity_name') }}
    {{ crm_attribution.named_person('persons', 'orders', 'full_name_hash') }}
)

select * from conformed
