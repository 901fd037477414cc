-- One row per Salesforce lead status of an organisation.
with

export_rows as (
    select * from {{ source('salesforce', 'lead_status') }}
    where is_staged
),

renamed as (
    select
        source_system,
        master_label as lead_status,
        sort_order as lead_status_order,
        is_default,
        is_converted,
        file_name,
        row_number
    from export_rows
)

select * from renamed
