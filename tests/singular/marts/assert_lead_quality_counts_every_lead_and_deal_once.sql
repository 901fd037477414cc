-- Under each basis rpt_lead_quality holds every lead of fct_journeys, and once, however many leads
-- led to it, every opportunity that one led to: how many, how many of them won, and their value.
with

leads as (
    select count(*) as lead_count
    from {{ ref('fct_journeys') }}
    where conversion_type = 'lead_created'
),

created as (
    select opportunity_id from {{ ref('int_funnel__leads_matched') }}
    where is_created_as_lead
),

deals as (
    select
        count(distinct conversions.opportunity_id) as opportunity_count,
        count(distinct conversions.opportunity_id) filter (
            conversions.conversion_type = 'opportunity_won'
        ) as won_count,
        coalesce(
            sum(conversions.conversion_value) filter (
                conversions.conversion_type = 'opportunity_won'
            ), 0
        ) as won_revenue
    from {{ ref('fct_conversions') }} as conversions
    semi join created on conversions.opportunity_id = created.opportunity_id
    where conversions.conversion_type in ('opportunity_created', 'opportunity_won')
),

bases as (
    select unnest(['first_touch', 'lead_creation_touch']) as channel_basis
),

reported as (
    select
        bases.channel_basis,
        coalesce(sum(quality.lead_count), 0) as lead_count,
        coalesce(sum(quality.opportunity_count), 0) as opportunity_count,
        coalesce(sum(quality.won_count), 0) as won_count,
        coalesce(sum(quality.won_revenue), 0) as won_revenue
    from bases
    left join {{ ref('rpt_lead_quality') }} as quality
        on bases.channel_basis = quality.channel_basis
    group by bases.channel_basis
)

select
    reported.*,
    leads.lead_count as expected_leads,
    deals.opportunity_count as expected_opportunities,
    deals.won_count as expected_won,
    deals.won_revenue as expected_revenue
from reported
cross join leads
cross join deals
where
    reported.lead_count is distinct from leads.lead_count
    or reported.opportunity_count is distinct from deals.opportunity_count
    or reported.won_count is distinct from deals.won_count
    or reported.won_revenue is distinct from deals.won_revenue
