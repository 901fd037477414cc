-- One row per Klaviyo metric.
with

export_rows as (
    select * from {{ source('klaviyo', 'metric') }}
    where is_staged
),

renamed as (
    select
        source_system,
        id as metric_id,
        name as metric_name,
        file_name,
        row_number
    from export_rows
)

select * from renamed
