-- One row per Pardot prospect.
with

export_rows as (
    select * from {{ source('pardot', 'prospect') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'id') }} as person_record_id,
        {{ crm_attribution.system_key('source_system', 'prospect_account_id') }} as account_id,
        'lead' as record_type,
        email as email_hash,
        email_domain,
        phone as phone_hash,
        source as lead_source,
        created_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
