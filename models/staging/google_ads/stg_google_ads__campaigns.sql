-- One row per Google Ads campaign.
with

export_rows as (
    select * from {{ source('google_ads', 'campaign_history') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'id') }} as campaign_id,
        customer_id as ad_account_id,
        name as campaign_name,
        advertising_channel_type,
        status as campaign_status,
        start_date as started_on,
        end_date as ended_on,
        file_name,
        row_number
    from export_rows
)

select * from renamed
