-- One row per mail of a Mailchimp automation and person it was sent to.
with

export_rows as (
    select * from {{ source('mailchimp', 'automation_recipient') }}
    where is_staged
),

renamed as (
    select
        source_system,
        automation_email_id,
        {{ crm_attribution.system_key(
            'source_system', "member_id || ':' || coalesce(list_id, '')"
        ) }} as person_record_id,
        file_name,
        row_number
    from export_rows
)

select * from renamed
