-- One row per lifecycle stage that a Pardot prospect reached.
with

export_rows as (
    select * from {{ source('pardot', 'lifecycle_history') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'prospect_id') }} as person_record_id,
        next_stage_id as stage_id,
        created_at as entered_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
