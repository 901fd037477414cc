-- One row per subject of the funnel and stage that it was ever in: what became of it.
with

subjects as (
    select * from {{ ref('int_funnel__subjects_described') }}
),

entries as (
    select * from {{ ref('int_funnel__stages_entered') }}
),

observed as (
    select max(seen_at) as ends_at
    from (
        select max(entered_at) as seen_at from entries
        union all
        select max(touched_at) as seen_at from {{ ref('int_journeys__touchpoints_enriched') }}
        where exclusion_reason is null
    )
),

-- Nobody skips a stage, so the first entry into the next one is where a subject got further.
first_entries as (
    select
        *,
        lead(entry_number) over next_stage as next_number,
        lead(entered_at) over next_stage as next_entered_at
    from entries
    where visit_number = 1 and funnel_stage <> 'loss'
    window next_stage as (
        partition by subject_id, stage_order is null order by stage_order, entry_number
    )
),

judged as (
    select
        first_entries.subject_id,
        first_entries.funnel_stage,
        first_entries.is_implied,
        first_entries.entered_at,
        case
            when first_entries.stage_order is not null and first_entries.next_number is not null
                then 'advanced'
            when
                first_entries.stage_order is null
                and subjects.last_mapped_number > first_entries.entry_number
                then 'advanced'
            when subjects.current_stage = 'loss' then 'lost'
            else 'open'
        end as outcome,
        case
            when first_entries.stage_order is null then first_entries.left_at
            else first_entries.next_entered_at
        end as advanced_at,
        subjects.current_at,
        observed.ends_at
    from first_entries
    inner join subjects on first_entries.subject_id = subjects.subject_id
    cross join observed
),

ended as (
    select
        * exclude (advanced_at, current_at),
        case outcome
            when 'advanced' then advanced_at
            when 'lost' then current_at
            else greatest(ends_at, entered_at)
        end as last_seen_at
    from judged
),

-- A stage that nobody was seen in took no time that anybody knows.
timed as (
    select
        *,
        case
            when not is_implied and last_seen_at >= entered_at
                then date_diff('microsecond', entered_at, last_seen_at) / 86400e6
        end as days_to_outcome
    from ended
),

-- Entries younger than the horizon are not judged yet: no period looks bad for being new.
summarised as (
    select
        * exclude (ends_at),
        days_to_outcome is not null
        and entered_at <= ends_at - interval {{ var('funnel_horizon_days') }} day as is_judged
    from timed
)

select * from summarised
