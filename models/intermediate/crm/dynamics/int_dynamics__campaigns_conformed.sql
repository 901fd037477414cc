-- One row per Dynamics campaign.
with

campaigns as (
    select * from {{ ref('stg_dynamics__campaigns') }}
),

currencies as (
    select
        currency_id,
        currency_code
    from {{ ref('stg_dynamics__transaction_currencies') }}
),

conformed as (
    select
        campaigns.campaign_id,
        campaigns.source_system,
        campaigns.campaign_name,
        coalesce(campaigns.type_label, types.option_label) as campaign_type,
        campaigns.campaign_status,
        coalesce(campaigns.currency_code, currencies.currency_code) as currency_code,
        campaigns.actual_cost,
        campaigns.budgeted_cost,
        campaigns.started_on,
        campaigns.ended_on,
        campaigns.created_at
    from campaigns
    left join currencies on campaigns.currency_id = currencies.currency_id
    {{ crm_attribution.dynamics_option(
        'types', 'campaigns', 'campaign', 'typecode', 'type_option'
    ) }}
)

select * from conformed
