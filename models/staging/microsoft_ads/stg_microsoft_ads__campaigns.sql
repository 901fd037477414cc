-- One row per Microsoft Ads campaign.
with

export_rows as (
    select * from {{ source('microsoft_ads', 'campaign_history') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'id') }} as campaign_id,
        account_id as ad_account_id,
        name as campaign_name,
        type as microsoft_campaign_type,
        status as campaign_status,
        file_name,
        row_number
    from export_rows
)

select * from renamed
