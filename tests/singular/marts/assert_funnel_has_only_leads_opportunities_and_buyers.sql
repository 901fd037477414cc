-- fct_funnel_stage_changes holds nobody else, each opportunity as one subject alone, and
-- rpt_funnel_conversion counts each subject once per stage. Mirror:
-- assert_funnel_covers_every_lead_and_opportunity.
with

changes as (
    select * from {{ ref('fct_funnel_stage_changes') }}
),

strangers as (
    select changes.subject_id
    from changes
    left join {{ ref('int_crm__opportunities_unioned') }} as opportunities
        on changes.subject_id = 'opportunity|' || opportunities.opportunity_id
    left join {{ ref('int_funnel__leads_matched') }} as leads
        on changes.subject_id = leads.subject_id
    left join {{ ref('int_funnel__purchases_assigned') }} as purchases
        on changes.subject_id = purchases.subject_id
    where
        opportunities.opportunity_id is null and leads.subject_id is null
        and purchases.subject_id is null
),

counted as (
    select
        funnel_stage,
        count(distinct subject_id) as entered_count
    from changes
    where funnel_stage <> 'loss'
    group by funnel_stage
),

reported as (
    select
        funnel_stage,
        sum(entered_count) as entered_count
    from {{ ref('rpt_funnel_conversion') }}
    where segment_type = '(all)' and channel = '(all)'
    group by funnel_stage
)

select subject_id from strangers
union all
select coalesce(counted.funnel_stage, reported.funnel_stage) as subject_id
from counted
full join reported on counted.funnel_stage = reported.funnel_stage
where counted.entered_count is distinct from reported.entered_count
