-- One row per Pardot opportunity and prospect.
with

export_rows as (
    select * from {{ source('pardot', 'opportunity_prospect') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'opportunity_id') }} as opportunity_id,
        {{ crm_attribution.system_key('source_system', 'prospect_id') }} as person_record_id,
        file_name,
        row_number
    from export_rows
)

select * from renamed
