-- One row per Salesforce lead, merged ones included.
with

export_rows as (
    select * from {{ source('salesforce', 'lead') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'id') }} as person_record_id,
        {{ crm_attribution.system_key('source_system', 'master_record_id') }}
            as merged_into_record_id,
        {{ crm_attribution.system_key('source_system', 'converted_contact_id') }}
            as converted_to_record_id,
        {{ crm_attribution.system_key('source_system', 'converted_account_id') }} as account_id,
        {{ crm_attribution.system_key('source_system', 'converted_opportunity_id') }}
            as converted_opportunity_id,
        'lead' as record_type,
        email as email_hash,
        email_domain,
        coalesce(phone, mobile_phone) as phone_hash,
        lead_source,
        status as lead_status,
        is_converted,
        created_date as created_at,
        converted_date as converted_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
