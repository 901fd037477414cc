-- One row per Shopify transaction.
with

export_rows as (
    select * from {{ source('shopify', 'transaction') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'id') }} as payment_id,
        {{ crm_attribution.system_key('source_system', 'order_id') }} as order_id,
        refund_id as native_refund_id,
        {{ crm_attribution.system_key('source_system', 'parent_id') }} as parent_payment_id,
        lower(kind) as kind,
        lower(status) as status,
        amount,
        currency as currency_code,
        test as is_test,
        coalesce(processed_at, created_at) as processed_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
