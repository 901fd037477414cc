-- One row per Salesforce campaign.
with

export_rows as (
    select * from {{ source('salesforce', 'campaign') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'id') }} as campaign_id,
        name as campaign_name,
        {{ crm_attribution.system_key('source_system', 'parent_id') }} as parent_campaign_id,
        type as campaign_type,
        status as campaign_status,
        currency_iso_code as currency_code,
        actual_cost,
        budgeted_cost,
        start_date as started_on,
        end_date as ended_on,
        created_date as created_at,
        file_name,
        row_number
    from export_rows
)

select * from renamed
