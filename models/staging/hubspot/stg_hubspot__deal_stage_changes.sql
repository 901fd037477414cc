-- One row per stage that a HubSpot deal entered.
with

export_rows as (
    select * from {{ source('hubspot', 'deal_stage') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'deal_id') }} as opportunity_id,
        value as stage_id,
        date_entered as entered_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
