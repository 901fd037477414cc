-- One row per Zoho sales order.
with

orders as (
    select * from {{ ref('stg_zoho__sales_orders') }}
),

conformed as (
    select
        orders.order_id,
        orders.source_system,
        coalesce(orders.person_record_id, person_names.person_record_id) as person_record_id,
        coalesce(orders.account_id, account_names.record_id) as account_id,
        coalesce(orders.opportunity_id, deal_names.record_id) as opportunity_id,
        orders.order_status,
        orders.currency_code,
        orders.order_amount,
        coalesce(lower(orders.order_status) in ('cancelled', 'canceled'), false) as is_cancelled,
        coalesce(orders.ordered_at, orders.created_at) as ordered_at
    from orders
    {{ crm_attribution.named_record('account_names', 'orders', 'account', 'account_name') }}
    {{ crm_attribution.named_record('deal_names', 'orders', 'opportunity', 'deal_name') }}
    {{ crm_attribution.named_person('person_names', 'orders', 'contact_full_name_hash') }}
)

select * from conformed
