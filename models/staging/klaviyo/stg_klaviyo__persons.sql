-- One row per Klaviyo profile.
with

export_rows as (
    select * from {{ source('klaviyo', 'person') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'id') }} as person_record_id,
        'person' as record_type,
        email as email_hash,
        email_domain,
        phone_number as phone_hash,
        created as created_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
