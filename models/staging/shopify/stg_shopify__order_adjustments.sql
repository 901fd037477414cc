-- One row per adjustment of a Shopify refund.
with

export_rows as (
    select * from {{ source('shopify', 'order_adjustment') }}
    where is_staged
),

renamed as (
    select
        source_system,
        id as order_adjustment_id,
        refund_id as native_refund_id,
        amount,
        tax_amount,
        file_name,
        row_number
    from export_rows
)

select * from renamed
