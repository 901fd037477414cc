-- One row per neutral conversion.
with

export_rows as (
    select * from {{ source('neutral', 'conversions') }}
    where is_staged
),

renamed as (
    select
        source_system,
        source_system
        || '|'
        || coalesce(conversion_id, file_name || ':' || row_number) as native_conversion_id,
        {{ crm_attribution.system_key('source_system', 'person_id') }} as person_record_id,
        {{ crm_attribution.system_key('source_system', 'account_id') }} as account_id,
        {{ crm_attribution.system_key('source_system', 'opportunity_id') }} as opportunity_id,
        email as email_hash,
        conversion_type,
        currency_code,
        conversion_value,
        converted_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
