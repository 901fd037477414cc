-- One row per Zoho campaign.
with

campaigns as (
    select * from {{ ref('stg_zoho__campaigns') }}
),

conformed as (
    select
        campaigns.campaign_id,
        campaigns.source_system,
        coalesce(campaigns.parent_campaign_id, parents.record_id) as parent_campaign_id,
        campaigns.campaign_name,
        campaigns.campaign_type,
        campaigns.campaign_status,
        campaigns.currency_code,
        campaigns.actual_cost,
        campaigns.budgeted_cost,
        campaigns.started_on,
        campaigns.ended_on,
        campaigns.created_at
    from campaigns
    {{ crm_attribution.named_record('parents', 'campaigns', 'campaign', 'parent_campaign_name') }}
)

select * from conformed
