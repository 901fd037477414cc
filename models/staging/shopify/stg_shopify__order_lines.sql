-- One row per line of a Shopify order.
with

export_rows as (
    select * from {{ source('shopify', 'order_line') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'id') }} as order_line_id,
        {{ crm_attribution.system_key('source_system', 'order_id') }} as order_id,
        {{ crm_attribution.system_key('source_system', 'product_id') }} as product_id,
        title as product_name,
        quantity,
        price,
        original_total,
        total_discount as discount_amount,
        file_name,
        row_number
    from export_rows
)

select * from renamed
