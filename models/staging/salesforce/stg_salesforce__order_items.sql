-- One row per Salesforce line of an order.
with

export_rows as (
    select * from {{ source('salesforce', 'order_item') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'id') }} as order_line_id,
        {{ crm_attribution.system_key('source_system', 'order_id') }} as order_id,
        {{ crm_attribution.system_key('source_system', 'product2_id') }} as product_id,
        quantity,
        total_price as line_amount,
        file_name,
        row_number
    from export_rows
)

select * from renamed
