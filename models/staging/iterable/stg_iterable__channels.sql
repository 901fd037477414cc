-- One row per Iterable message channel.
with

export_rows as (
    select * from {{ source('iterable', 'channel') }}
    where is_staged
),

renamed as (
    select
        source_system,
        id as channel_id,
        message_medium,
        file_name,
        row_number
    from export_rows
)

select * from renamed
