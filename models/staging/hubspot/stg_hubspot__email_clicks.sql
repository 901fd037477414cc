-- One row per click in a HubSpot e-mail.
with

export_rows as (
    select * from {{ source('hubspot', 'email_event_click') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'id') }} as email_event_id,
        url,
        file_name,
        row_number
    from export_rows
)

select * from renamed
