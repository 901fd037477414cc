-- One row per Salesforce contact, merged ones included.
with

export_rows as (
    select * from {{ source('salesforce', 'contact') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'id') }} as person_record_id,
        {{ crm_attribution.system_key('source_system', 'master_record_id') }}
            as merged_into_record_id,
        {{ crm_attribution.system_key('source_system', 'account_id') }} as account_id,
        'contact' as record_type,
        email as email_hash,
        email_domain,
        coalesce(phone, mobile_phone) as phone_hash,
        lead_source,
        created_date as created_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
