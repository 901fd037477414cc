-- One row per HubSpot deal pipeline.
with

export_rows as (
    select * from {{ source('hubspot', 'deal_pipeline') }}
    where is_staged
),

renamed as (
    select
        source_system,
        pipeline_id,
        label as pipeline_name,
        stages,
        file_name,
        row_number
    from export_rows
)

select * from renamed
