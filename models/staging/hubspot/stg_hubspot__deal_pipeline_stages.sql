-- One row per stage of a HubSpot deal pipeline.
with

export_rows as (
    select * from {{ source('hubspot', 'deal_pipeline_stage') }}
    where is_staged
),

renamed as (
    select
        source_system,
        stage_id,
        pipeline_id,
        label as stage_name,
        probability as win_probability,
        is_closed,
        closed_won as is_won,
        file_name,
        row_number
    from export_rows
)

select * from renamed
