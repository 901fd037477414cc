-- One row per form sent to HubSpot.
with

export_rows as (
    select * from {{ source('hubspot', 'contact_form_submission') }}
    where is_staged
),

renamed as (
    select
        source_system,
        source_system || '|' || coalesce(conversion_id, file_name || ':' || row_number)
            as submission_id,
        {{ crm_attribution.system_key('source_system', 'contact_id') }} as person_record_id,
        email as email_hash,
        form_id,
        page_url,
        title as page_title,
        timestamp_is_date_only as is_submitted_at_date_only,
        timestamp as submitted_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
