-- One row per Pardot lifecycle stage.
with

export_rows as (
    select * from {{ source('pardot', 'lifecycle_stage') }}
    where is_staged
),

renamed as (
    select
        source_system,
        id as stage_id,
        name as stage_name,
        file_name,
        row_number
    from export_rows
)

select * from renamed
