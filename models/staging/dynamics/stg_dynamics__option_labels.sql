-- One row per option of a Dynamics column.
with

export_rows as (
    select * from {{ source('dynamics', 'option_label') }}
    where is_staged
),

renamed as (
    select
        source_system,
        lower(entity_name) as entity_name,
        lower(option_set_name) as option_set_name,
        option as option_value,
        localized_label as option_label,
        file_name,
        row_number
    from export_rows
)

select * from renamed
