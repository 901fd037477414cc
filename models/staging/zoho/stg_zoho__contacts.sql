-- One row per Zoho contact.
with

export_rows as (
    select * from {{ source('zoho', 'contact') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.zoho_key('id') }} as person_record_id,
        {{ crm_attribution.zoho_lookup_key('account_id', 'account_name') }} as account_id,
        {{ crm_attribution.zoho_lookup_name('account_name') }} as account_name,
        full_name as full_name_hash,
        last_name as last_name_hash,
        email as email_hash,
        email_domain,
        phone as phone_hash,
        lead_source,
        created_time as created_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
