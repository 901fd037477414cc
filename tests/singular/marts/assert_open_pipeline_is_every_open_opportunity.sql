-- Under every attribution model rpt_open_pipeline adds up to the open opportunities and their
-- amount, and to nothing that is closed.
with

conversions as (
    select conversions.* from {{ ref('fct_conversions') }} as conversions
    inner join {{ ref('int_crm__opportunities_unioned') }} as opportunities
        on conversions.opportunity_id = opportunities.opportunity_id
    where conversions.conversion_type = 'opportunity_created' and not opportunities.is_closed
),

expected as (
    select
        count(*) as opportunities,
        coalesce(sum(conversion_value), 0) as amount
    from conversions
),

reported as (
    select
        attribution_model,
        sum(attributed_opportunities) as opportunities,
        sum(attributed_amount) as amount
    from {{ ref('rpt_open_pipeline') }}
    group by attribution_model
)

select reported.* from reported
cross join expected
where reported.opportunities <> expected.opportunities or reported.amount <> expected.amount
union all
select
    'none' as attribution_model,
    opportunities,
    amount
from expected
where opportunities > 0 and not exists (select 1 from reported)
