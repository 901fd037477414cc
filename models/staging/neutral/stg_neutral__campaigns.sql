-- One row per neutral campaign.
with

export_rows as (
    select * from {{ source('neutral', 'campaigns') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'campaign_id') }} as campaign_id,
        {{ crm_attribution.system_key('source_system', 'parent_campaign_id') }}
            as parent_campaign_id,
        campaign_name,
        campaign_type,
        campaign_status,
        channel,
        currency_code,
        actual_cost,
        budgeted_cost,
        started_on,
        ended_on,
        created_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
