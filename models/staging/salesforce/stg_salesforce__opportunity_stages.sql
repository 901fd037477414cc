-- One row per Salesforce opportunity stage of an organisation.
with

export_rows as (
    select * from {{ source('salesforce', 'opportunity_stage') }}
    where is_staged
),

renamed as (
    select
        source_system,
        master_label as stage_name,
        sort_order as stage_order,
        is_closed,
        is_won,
        file_name,
        row_number
    from export_rows
)

select * from renamed
