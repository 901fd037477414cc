-- One row per lifecycle stage that a Pardot prospect reached.
with

changes as (
    select * from {{ ref('stg_pardot__lifecycle_changes') }}
),

stages as (
    select
        source_system,
        stage_id,
        stage_name
    from {{ ref('stg_pardot__lifecycle_stages') }}
),

named as (
    select
        changes.person_record_id,
        changes.source_system,
        coalesce(stages.stage_name, changes.stage_id) as stage_name,
        changes.entered_at
    from changes
    left join stages
        on changes.source_system = stages.source_system and changes.stage_id = stages.stage_id
    where changes.stage_id is not null
)

select * from named
