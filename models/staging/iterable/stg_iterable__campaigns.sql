-- One row per Iterable campaign.
with

export_rows as (
    select * from {{ source('iterable', 'campaign_history') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'id') }} as campaign_id,
        id as native_campaign_id,
        {{ crm_attribution.system_key('source_system', 'recurring_campaign_id') }}
            as parent_campaign_id,
        name as campaign_name,
        message_medium,
        campaign_state as campaign_status,
        start_at as started_at,
        ended_at,
        created_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
