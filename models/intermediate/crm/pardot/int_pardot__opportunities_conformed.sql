-- One row per Pardot opportunity, with the account of its prospects.
with

opportunities as (
    select * from {{ ref('stg_pardot__opportunities') }}
),

prospects as (
    select
        links.opportunity_id,
        links.person_record_id,
        prospects.account_id
    from {{ ref('stg_pardot__opportunity_prospects') }} as links
    left join {{ ref('stg_pardot__prospects') }} as prospects
        on links.person_record_id = prospects.person_record_id
),

-- Where prospects of several accounts take part, nobody says whose deal it is.
summarised as (
    select
        opportunity_id,
        case when count(distinct account_id) = 1 then any_value(account_id) end as account_id,
        case when count(*) = 1 then any_value(person_record_id) end as person_record_id
    from prospects
    group by opportunity_id
),

conformed as (
    select
        opportunities.opportunity_id,
        opportunities.source_system,
        summarised.account_id,
        summarised.person_record_id,
        opportunities.primary_campaign_id,
        coalesce(opportunities.stage_name, opportunities.opportunity_status) as stage_name,
        opportunities.opportunity_type,
        opportunities.amount,
        opportunities.win_probability,
        lower(opportunities.opportunity_status) in ('won', 'lost', 'closed won', 'closed lost')
            as is_closed,
        lower(opportunities.opportunity_status) in ('won', 'closed won') as is_won,
        opportunities.created_at,
        opportunities.closed_at
    from opportunities
    left join summarised on opportunities.opportunity_id = summarised.opportunity_id
)

select * from conformed
