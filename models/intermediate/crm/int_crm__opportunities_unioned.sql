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

-- An export may leave out the flags, or leave them empty for false: the stage then tells.
flagged as (
    select
        opportunities.* replace (
            coalesce(
                opportunities.is_closed,
                nullif(opportunities.is_won, false),
                stages.is_closed,
                false
            ) as is_closed,
            coalesce(opportunities.is_won, stages.is_won, false) as is_won
        )
    from opportunities
    left join stages
        on
            opportunities.source_system = stages.source_system
            and opportunities.stage_name = stages.stage_name
)

select * from flagged
