-- One row per Salesforce change of a field of a lead.
with

export_rows as (
    select * from {{ source('salesforce', 'lead_history') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'lead_id') }} as person_record_id,
        lower(field) as field_name,
        -- Other fields may hold names and numbers.
        case when lower(field) = 'status' then old_value end as old_status,
        case when lower(field) = 'status' then new_value end as new_status,
        created_date as changed_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
