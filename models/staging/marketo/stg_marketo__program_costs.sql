-- One row per Marketo program and period of cost.
with

export_rows as (
    select * from {{ source('marketo', 'program_cost') }}
    where is_staged
),

renamed as (
    select
        source_system,
        source_system || '|' || file_name || ':' || row_number as spend_id,
        program_id as native_campaign_id,
        cost as spend_amount,
        start_date as spend_date,
        file_name,
        row_number
    from export_rows
)

select * from renamed
