-- One row per neutral row of keys of a person.
with

export_rows as (
    select * from {{ source('neutral', 'person_keys') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'person_id') }} as person_record_id,
        email as email_hash,
        email_domain,
        phone as phone_hash,
        member_number,
        cookie_id,
        click_id,
        seen_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
