-- One row per Shopify order, tests included.
with

export_rows as (
    select * from {{ source('shopify', 'order') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'id') }} as order_id,
        {{ crm_attribution.system_key('source_system', 'customer_id') }} as person_record_id,
        email as email_hash,
        {{ crm_attribution.system_key('source_system', 'location_id') }} as store_id,
        financial_status as order_status,
        currency as currency_code,
        total_price as order_amount,
        total_discounts as discount_amount,
        taxes_included as are_taxes_included,
        test as is_test,
        landing_site as landing_page,
        referring_site as referrer,
        source_name as order_channel,
        cancelled_at,
        coalesce(processed_at, created_at) as ordered_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
