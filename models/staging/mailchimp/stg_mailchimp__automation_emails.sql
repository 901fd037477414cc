-- One row per mail of a Mailchimp automation.
with

export_rows as (
    select * from {{ source('mailchimp', 'automation_email') }}
    where is_staged
),

renamed as (
    select
        source_system,
        id as automation_email_id,
        automation_id as native_campaign_id,
        subject_line as content,
        file_name,
        row_number
    from export_rows
)

select * from renamed
