-- One row per neutral stage that a person reached.
with

export_rows as (
    select * from {{ source('neutral', 'person_stage_changes') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'person_id') }} as person_record_id,
        stage_name,
        entered_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
