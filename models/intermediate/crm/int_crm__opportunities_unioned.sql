-- One row per opportunity of any source system.
with

opportunities as (
    select * from {{ ref('int_crm__opportunities_stacked') }}
),

stages as (
    select
        source_system,
        stage_name,
        funnel_stage in ('customer', 'loss') as is_closed,
        funnel_stage = 'customer' as is_won
    from {{ ref('int_crm__stages_mapped') }}
    where is_opportunity
),

-- An export may leave out the flags, or leave them empty for false: the stage then tells. What is
-- won is closed, and what is open is not won, whichever of the two flags an export has.
flagged as (
    select
        opportunities.* replace (
            coalesce(
                nullif(opportunities.is_won, false),
                opportunities.is_closed,
                stages.is_closed,
                false
            ) as is_closed,
            coalesce(
                opportunities.is_won, nullif(opportunities.is_closed, true), stages.is_won, false
            ) as is_won
        )
    from opportunities
    left join stages
        on
            opportunities.source_system = stages.source_system
            and opportunities.stage_name = stages.stage_name
)

select * from flagged
