-- One row per line of an order of any source system.
with

unioned as (
    {{ crm_attribution.union_conformed([
        'stg_neutral__order_lines',
        'stg_salesforce__order_items',
        'int_shopify__order_lines_conformed',
    ]) }}
),

listed as (
    select
        order_line_id,
        source_system,
        order_id,
        product_id,
        product_name,
        product_category,
        quantity,
        line_amount
    from unioned
)

select * from listed
