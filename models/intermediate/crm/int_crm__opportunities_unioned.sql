-- One row per opportunity of any source system.
with

opportunities as (
    select * from {{ ref('int_crm__opportunities_stacked') }}
),

stages as (
    select
        stage_name,
        is_closed,
        is_won
    from {{ ref('opportunity_stages') }}
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
    left join stages on lower(opportunities.stage_name) = lower(stages.stage_name)
)

select * from flagged
