-- One row per order and discount code.
with

export_rows as (
    select * from {{ source('shopify', 'order_discount_code') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'order_id') }} as order_id,
        index as code_index,
        code as coupon_code,
        amount,
        type as discount_type,
        file_name,
        row_number
    from export_rows
)

select * from renamed
