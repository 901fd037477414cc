-- The tree figures of the topmost campaigns are the own figures of all campaigns: nothing below a
-- campaign is lost on the way up or counted twice. Campaigns whose parents form a loop have no
-- topmost one and stay out on both sides.
with

tops as (
    select
        campaigns.campaign_id,
        campaigns.root_campaign_id = campaigns.campaign_id as is_top
    from {{ ref('dim_campaigns') }} as campaigns
    inner join {{ ref('dim_campaigns') }} as roots
        on campaigns.root_campaign_id = roots.campaign_id
    where roots.root_campaign_id = roots.campaign_id
),

-- What belongs to no campaign is a tree of its own.
reported as (
    select
        report.*,
        coalesce(tops.is_top, true) as is_top
    from {{ ref('rpt_campaign_performance') }} as report
    left join {{ ref('dim_campaigns') }} as campaigns
        on report.campaign_id = campaigns.campaign_id
    left join tops on report.campaign_id = tops.campaign_id
    where tops.campaign_id is not null or campaigns.campaign_id is null
),

summed as (
    select
        date_basis,
        attribution_model,
        conversion_type,
        period_start_date,
        sum(attributed_conversions) as attributed_conversions,
        coalesce(sum(tree_attributed_conversions) filter (where is_top), 0)
            as tree_attributed_conversions,
        sum(attributed_revenue) as attributed_revenue,
        coalesce(sum(tree_attributed_revenue) filter (where is_top), 0)
            as tree_attributed_revenue,
        sum(spend_amount) as spend_amount,
        coalesce(sum(tree_spend_amount) filter (where is_top), 0)
            as tree_spend_amount
    from reported
    group by all
)

select * from summed
where
    attributed_conversions is distinct from tree_attributed_conversions
    or attributed_revenue is distinct from tree_attributed_revenue
    or spend_amount is distinct from tree_spend_amount
