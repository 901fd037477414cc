-- One row per neutral store.
with

export_rows as (
    select * from {{ source('neutral', 'stores') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'store_id') }} as store_id,
        store_name,
        store_type,
        region,
        country_code,
        geo_id,
        opened_on,
        closed_on,
        file_name,
        row_number
    from export_rows
)

select * from renamed
