-- One row per neutral person, merged ones included.
with

export_rows as (
    select * from {{ source('neutral', 'persons') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'person_id') }} as person_record_id,
        {{ crm_attribution.system_key('source_system', 'merged_into_person_id') }}
            as merged_into_record_id,
        {{ crm_attribution.system_key('source_system', 'account_id') }} as account_id,
        cast(null as varchar) as converted_to_record_id,
        cast(null as varchar) as converted_opportunity_id,
        'person' as record_type,
        email as email_hash,
        email_domain,
        phone as phone_hash,
        member_number,
        lead_source,
        created_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
