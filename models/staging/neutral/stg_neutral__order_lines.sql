-- One row per neutral order line.
with

export_rows as (
    select * from {{ source('neutral', 'order_lines') }}
    where is_staged
),

renamed as (
    select
        source_system,
        source_system
        || '|'
        || coalesce(order_line_id, file_name || ':' || row_number) as order_line_id,
        {{ crm_attribution.system_key('source_system', 'order_id') }} as order_id,
        {{ crm_attribution.system_key('source_system', 'product_id') }} as product_id,
        product_name,
        product_category,
        quantity,
        line_amount,
        file_name,
        row_number
    from export_rows
)

select * from renamed
