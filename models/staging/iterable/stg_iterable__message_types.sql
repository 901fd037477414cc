-- One row per Iterable message type.
with

export_rows as (
    select * from {{ source('iterable', 'message_type') }}
    where is_staged
),

renamed as (
    select
        source_system,
        id as message_type_id,
        channel_id,
        file_name,
        row_number
    from export_rows
)

select * from renamed
