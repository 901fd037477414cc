-- One row per HubSpot marketing campaign or e-mail campaign.
with

export_rows as (
    select * from {{ source('hubspot', 'campaign') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'id') }} as campaign_id,
        id as native_campaign_id,
        hs_name as campaign_name,
        subject as email_subject,
        type as campaign_type,
        hs_campaign_status as campaign_status,
        hs_utm as utm_campaign,
        hs_currency_code as currency_code,
        hs_spend_items_sum_amount as actual_cost,
        hs_budget_items_sum_amount as budgeted_cost,
        hs_start_date as started_on,
        hs_end_date as ended_on,
        created_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
