-- Under each basis rpt_lead_quality holds every lead of fct_journeys, and of the deals won those
-- that came of one, at their value, both ways.
with

leads as (
    select count(*) as lead_count
    from {{ ref('fct_journeys') }}
    where conversion_type = 'lead_created'
),

deals as (
    select coalesce(sum(conversions.conversion_value), 0) as won_revenue
    from {{ ref('fct_conversions') }} as conversions
    inner join {{ ref('int_funnel__lead_opportunities_matched') }} as matches
        on conversions.opportunity_id = matches.opportunity_id
    where conversions.conversion_type = 'opportunity_won'
),

bases as (
    select unnest(['first_touch', 'lead_creation_touch']) as channel_basis
),

reported as (
    select
        bases.channel_basis,
        coalesce(sum(quality.lead_count), 0) as lead_count,
        coalesce(sum(quality.won_revenue), 0) as won_revenue
    from bases
    left join {{ ref('rpt_lead_quality') }} as quality
        on bases.channel_basis = quality.channel_basis
    group by bases.channel_basis
)

select
    reported.*,
    leads.lead_count as expected_leads,
    deals.won_revenue as expected_revenue
from reported
cross join leads
cross join deals
where
    reported.lead_count is distinct from leads.lead_count
    or reported.won_revenue is distinct from deals.won_revenue
