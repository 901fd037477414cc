-- One row per Pardot campaign.
with

export_rows as (
    select * from {{ source('pardot', 'campaign') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'id') }} as campaign_id,
        {{ crm_attribution.system_key('source_system', 'parent_campaign_id') }}
            as parent_campaign_id,
        name as campaign_name,
        cost as actual_cost,
        created_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
