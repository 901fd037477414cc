-- One row per Salesforce opportunity, closed and won as its organisation's own stages say.
with

opportunities as (
    select * from {{ ref('stg_salesforce__opportunities') }}
),

stages as (
    select
        source_system,
        lower(stage_name) as stage_key,
        bool_or(is_closed) as is_closed,
        bool_or(is_won) as is_won
    from {{ ref('stg_salesforce__opportunity_stages') }}
    group by source_system, lower(stage_name)
),

-- The record's own flags are believed before its stage; one that is not won may be open or lost.
judged as (
    select
        opportunities.* replace (
            coalesce(
                opportunities.is_closed, nullif(opportunities.is_won, false), stages.is_closed
            ) as is_closed,
            coalesce(opportunities.is_won, stages.is_won) as is_won
        )
    from opportunities
    left join stages
        on
            opportunities.source_system = stages.source_system
            and lower(opportunities.stage_name) = stages.stage_key
)

select * from judged
