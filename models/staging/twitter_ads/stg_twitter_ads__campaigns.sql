-- One row per X Ads campaign.
with

export_rows as (
    select * from {{ source('twitter_ads', 'campaign_history') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'id') }} as campaign_id,
        id as native_campaign_id,
        name as campaign_name,
        account_id as ad_account_id,
        currency as currency_code,
        entity_status as campaign_status,
        start_time as started_at,
        end_time as ended_at,
        total_budget_amount_local_micro,
        created_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
