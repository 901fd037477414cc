-- One row per Fxiaoke campaign (市场活动) that is not void.
with

campaigns as (
    select * from {{ ref('stg_fxiaoke__marketing_events') }}
    where not is_void
),

conformed as (
    select
        campaigns.campaign_id,
        campaigns.source_system,
        coalesce(campaigns.parent_campaign_id, parents.record_id) as parent_campaign_id,
        campaigns.campaign_name,
        -- What the seed calls it is what the channel rules know.
        coalesce(types.meaning, types.option_label) as campaign_type,
        campaigns.campaign_status,
        campaigns.currency_code,
        campaigns.actual_cost,
        campaigns.budgeted_cost,
        campaigns.started_on,
        campaigns.ended_on,
        campaigns.created_at
    from campaigns
    {{ crm_attribution.named_record('parents', 'campaigns', 'campaign', 'parent_campaign_name') }}
    {{ crm_attribution.fxiaoke_option(
        'types', 'campaigns', 'MarketingEventObj', 'event_type', 'event_type'
    ) }}
)

select * from conformed
