-- One row per stage of a HubSpot deal pipeline, with its name and what it means.
with

pipelines as (
    select
        source_system,
        unnest(json_extract(stages, '$[*]')) as stage
    from {{ ref('stg_hubspot__deal_pipelines') }}
),

-- The API nests the stages in their pipeline, and writes numbers and flags as texts.
nested as (
    select
        source_system,
        coalesce(stage ->> '$.id', stage ->> '$.stageId') as stage_id,
        stage ->> '$.label' as stage_name,
        try_cast(
            coalesce(stage ->> '$.metadata.probability', stage ->> '$.probability')
            as decimal(9, 4)
        ) as win_probability,
        try_cast(
            coalesce(stage ->> '$.metadata.isClosed', stage ->> '$.isClosed') as boolean
        ) as is_closed,
        try_cast(stage ->> '$.closedWon' as boolean) as is_won
    from pipelines
),

tabled as (
    select
        source_system,
        stage_id,
        stage_name,
        win_probability,
        is_closed,
        is_won
    from {{ ref('stg_hubspot__deal_pipeline_stages') }}
),

unioned as (
    select * from tabled
    union all by name
    select * from nested
),

-- A stage without flags is closed at the probabilities 0 and 1, as HubSpot's own default stages.
named as (
    select
        source_system,
        stage_id,
        min(stage_name) as stage_name,
        bool_or(coalesce(is_closed, is_won, win_probability in (0, 1))) as is_closed,
        bool_or(
            coalesce(is_won, coalesce(is_closed, true) and win_probability = 1)
        ) as is_won
    from unioned
    where stage_id is not null
    group by source_system, stage_id
)

select * from named
