-- One row per Shopify customer.
with

export_rows as (
    select * from {{ source('shopify', 'customer') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'id') }} as person_record_id,
        'person' as record_type,
        email as email_hash,
        email_domain,
        phone as phone_hash,
        created_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
