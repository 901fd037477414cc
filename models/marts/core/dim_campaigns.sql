-- One row per campaign, those that are only referred to included.
with

campaigns as (
    select * from {{ ref('int_crm__campaigns_unioned') }}
),

chosen as (
    select * from {{ ref('int_journeys__campaign_channels_chosen') }}
),

-- The topmost campaign of the tree and how far below it a campaign lies.
roots as (
    select
        campaign_id,
        arg_max(ancestor_campaign_id, levels_above) as root_campaign_id,
        max(levels_above) as campaign_level
    from {{ ref('int_crm__campaign_ancestors_listed') }}
    group by campaign_id
),

published as (
    select
        chosen.campaign_id,
        chosen.source_system,
        campaigns.parent_campaign_id,
        coalesce(roots.root_campaign_id, chosen.campaign_id) as root_campaign_id,
        campaigns.campaign_name,
        campaigns.campaign_type,
        campaigns.campaign_status,
        chosen.channel,
        {{ crm_attribution.known_currency_code('campaigns.currency_code') }}
            as original_currency_code,
        cast(coalesce(roots.campaign_level, 0) as integer) as campaign_level,
        cast(campaigns.budgeted_cost as decimal(28, 10)) as original_budgeted_cost,
        cast(campaigns.actual_cost as decimal(28, 10)) as original_actual_cost,
        chosen.is_inferred,
        campaigns.started_on as start_date,
        campaigns.ended_on as end_date,
        campaigns.created_at
    from chosen
    left join campaigns on chosen.campaign_id = campaigns.campaign_id
    left join roots on chosen.campaign_id = roots.campaign_id
)

select * from published
