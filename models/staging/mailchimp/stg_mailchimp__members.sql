-- One row per member of a Mailchimp audience.
with

export_rows as (
    select * from {{ source('mailchimp', 'member') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key(
            'source_system', "id || ':' || coalesce(list_id, '')"
        ) }} as person_record_id,
        'person' as record_type,
        list_id,
        email_address as email_hash,
        email_address_domain as email_domain,
        coalesce(timestamp_signup, timestamp_opt) as created_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
