-- One row per Pardot opportunity.
with

export_rows as (
    select * from {{ source('pardot', 'opportunity') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'id') }} as opportunity_id,
        {{ crm_attribution.system_key('source_system', 'campaign_id') }} as primary_campaign_id,
        stage as stage_name,
        status as opportunity_status,
        type as opportunity_type,
        value as amount,
        {{ crm_attribution.win_probability('probability', 100) }} as win_probability,
        created_at,
        closed_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
