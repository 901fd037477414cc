-- One row per order and parameter of its landing page's address.
with

export_rows as (
    select * from {{ source('shopify', 'order_url_tag') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'order_id') }} as order_id,
        lower(key) as parameter,
        value,
        file_name,
        row_number
    from export_rows
)

select * from renamed
