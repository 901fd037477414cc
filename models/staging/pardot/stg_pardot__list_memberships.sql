-- One row per Pardot list and prospect.
with

export_rows as (
    select * from {{ source('pardot', 'list_membership') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'id') }} as list_membership_id,
        {{ crm_attribution.system_key('source_system', 'prospect_id') }} as person_record_id,
        list_id,
        created_at as added_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
