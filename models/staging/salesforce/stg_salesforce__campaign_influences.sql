-- One row per Salesforce credit that Salesforce itself gave a campaign.
with

export_rows as (
    select * from {{ source('salesforce', 'campaign_influence') }}
    where is_staged
),

renamed as (
    select
        source_system,
        {{ crm_attribution.system_key('source_system', 'id') }} as influence_id,
        {{ crm_attribution.system_key('source_system', 'campaign_id') }} as campaign_id,
        {{ crm_attribution.system_key('source_system', 'opportunity_id') }} as opportunity_id,
        {{ crm_attribution.system_key('source_system', 'contact_id') }} as person_record_id,
        {{ crm_attribution.system_key('source_system', 'model_id') }} as influence_model_id,
        influence as influence_percent,
        revenue_share as influence_amount,
        file_name,
        row_number
    from export_rows
)

select * from renamed
