-- One row per Zoho lead.
with

export_rows as (
    select * from {{ source('zoho', 'lead') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.zoho_key('id') }} as person_record_id,
        {{ crm_attribution.zoho_key('converted_contact_id') }} as converted_to_record_id,
        {{ crm_attribution.zoho_key('converted_account_id') }} as account_id,
        {{ crm_attribution.zoho_key('converted_deal_id') }} as converted_opportunity_id,
        full_name as full_name_hash,
        last_name as last_name_hash,
        email as email_hash,
        email_domain,
        phone as phone_hash,
        lead_source,
        lead_status,
        is_converted,
        created_time as created_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
