-- One row per line of a Shopify refund.
with

export_rows as (
    select * from {{ source('shopify', 'order_line_refund') }}
    where is_staged
),

renamed as (
    select
        source_system,
        id as refund_line_id,
        refund_id as native_refund_id,
        subtotal,
        total_tax,
        file_name,
        row_number
    from export_rows
)

select * from renamed
