-- One row per Shopify shop.
with

export_rows as (
    select * from {{ source('shopify', 'shop') }}
    where is_staged
),

renamed as (
    select
        source_system,
        id as shop_id,
        currency as currency_code,
        file_name,
        row_number
    from export_rows
)

select * from renamed
