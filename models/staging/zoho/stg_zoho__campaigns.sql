-- One row per Zoho campaign.
with

export_rows as (
    select * from {{ source('zoho', 'campaign') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.zoho_key('id') }} as campaign_id,
        {{ crm_attribution.zoho_lookup_key('parent_campaign_id', 'parent_campaign') }}
            as parent_campaign_id,
        {{ crm_attribution.zoho_lookup_name('parent_campaign') }} as parent_campaign_name,
        campaign_name,
        type as campaign_type,
        status as campaign_status,
        currency as currency_code,
        actual_cost,
        budgeted_cost,
        start_date as started_on,
        end_date as ended_on,
        created_time as created_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
