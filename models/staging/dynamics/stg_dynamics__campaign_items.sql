-- One row per thing that belongs to a Dynamics campaign.
with

export_rows as (
    select * from {{ source('dynamics', 'campaign_item') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.dynamics_key('campaignid') }} as campaign_id,
        {{ crm_attribution.dynamics_key('entityid') }} as item_id,
        file_name,
        row_number
    from export_rows
)

select * from renamed
