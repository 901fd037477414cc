-- One row per Shopify refund.
with

export_rows as (
    select * from {{ source('shopify', 'refund') }}
    where is_staged
),

renamed as (
    select
        source_system,
        id as native_refund_id,
        {{ crm_attribution.system_key('source_system', 'order_id') }} as order_id,
        note as refund_reason,
        total_refunded,
        currency as currency_code,
        coalesce(processed_at, created_at) as refunded_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
