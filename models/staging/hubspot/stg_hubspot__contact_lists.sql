-- One row per HubSpot list.
with

export_rows as (
    select * from {{ source('hubspot', 'contact_list') }}
    where is_staged
),

renamed as (
    select
        source_system,
        id as list_id,
        name as list_name,
        file_name,
        row_number
    from export_rows
)

select * from renamed
