-- One row per Facebook Ads campaign.
with

export_rows as (
    select * from {{ source('facebook_ads', 'campaign_history') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'id') }} as campaign_id,
        account_id as ad_account_id,
        name as campaign_name,
        status as campaign_status,
        start_time as started_at,
        stop_time as ended_at,
        created_time as created_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
