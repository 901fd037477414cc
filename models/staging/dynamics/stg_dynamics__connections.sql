-- One row per Dynamics connection.
with

export_rows as (
    select * from {{ source('dynamics', 'connection') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.dynamics_lookup_key('record1id') }} as first_record_id,
        {{ crm_attribution.dynamics_lookup_key('record2id') }} as second_record_id,
        role,
        file_name,
        row_number
    from export_rows
)

select * from renamed
