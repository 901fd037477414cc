-- One row per Marketo lead.
with

export_rows as (
    select * from {{ source('marketo', 'lead') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'id') }} as person_record_id,
        {{ crm_attribution.system_key('source_system', 'contact_company') }} as account_id,
        email as email_hash,
        email_domain,
        phone as phone_hash,
        coalesce(lead_source, original_source_type) as lead_source,
        created_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
