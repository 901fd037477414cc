-- One row per campaign and campaign at or above it in the tree.
with recursive

campaigns as (
    select
        campaign_id,
        parent_campaign_id
    from {{ ref('int_crm__campaigns_unioned') }}
),

-- The path ends a walk that has come back to where it was: a loop of parents is bad data, not a
-- reason to run for ever.
ancestors as (
    select
        campaign_id,
        campaign_id as ancestor_campaign_id,
        0 as levels_above,
        [campaign_id] as path
    from campaigns
    union all
    select
        ancestors.campaign_id,
        campaigns.parent_campaign_id as ancestor_campaign_id,
        ancestors.levels_above + 1 as levels_above,
        list_append(ancestors.path, campaigns.parent_campaign_id) as path
    from ancestors
    inner join campaigns on ancestors.ancestor_campaign_id = campaigns.campaign_id
    inner join campaigns as parents on campaigns.parent_campaign_id = parents.campaign_id
    where not list_contains(ancestors.path, campaigns.parent_campaign_id)
),

listed as (
    select
        campaign_id,
        ancestor_campaign_id,
        levels_above
    from ancestors
)

select * from listed
