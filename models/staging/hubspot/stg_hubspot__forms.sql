-- One row per HubSpot form.
with

export_rows as (
    select * from {{ source('hubspot', 'form') }}
    where is_staged
),

renamed as (
    select
        source_system,
        guid as form_id,
        name as form_name,
        file_name,
        row_number
    from export_rows
)

select * from renamed
