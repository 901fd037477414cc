-- One row per LinkedIn Ads campaign.
with

export_rows as (
    select * from {{ source('linkedin_ads', 'campaign_history') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'id') }} as campaign_id,
        id as native_campaign_id,
        account_id as ad_account_id,
        campaign_group_id,
        name as campaign_name,
        status as campaign_status,
        created_time as created_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
