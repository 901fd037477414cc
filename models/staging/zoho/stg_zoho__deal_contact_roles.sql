-- One row per Zoho deal and contact.
with

export_rows as (
    select * from {{ source('zoho', 'deal_contact_role') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.zoho_lookup_key('deal_id', 'deal_name') }} as opportunity_id,
        {{ crm_attribution.zoho_key('contact_id') }} as person_record_id,
        {{ crm_attribution.zoho_lookup_name('deal_name') }} as deal_name,
        contact_full_name as contact_full_name_hash,
        contact_role as role,
        file_name,
        row_number
    from export_rows
)

select * from renamed
