-- One row per thing that a person did with a mail of a Mailchimp automation.
with

export_rows as (
    select * from {{ source('mailchimp', 'automation_recipient_activity') }}
    where is_staged
),

renamed as (
    select
        source_system,
        automation_email_id,
        {{ crm_attribution.system_key(
            'source_system', "member_id || ':' || coalesce(list_id, '')"
        ) }} as person_record_id,
        lower(action) as action,
        url as landing_page,
        timestamp as touched_at,
        timestamp_is_date_only as is_touched_at_date_only,
        file_name,
        row_number
    from export_rows
)

select * from renamed
