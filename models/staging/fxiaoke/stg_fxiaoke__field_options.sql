-- One row per option of a Fxiaoke field.
with

export_rows as (
    select * from {{ source('fxiaoke', 'field_option') }}
    where is_staged
),

renamed as (
    select
        source_system,
        object_api_name,
        field_api_name,
        value as option_value,
        label as option_label,
        file_name,
        row_number
    from export_rows
)

select * from renamed
