-- One row per subject of the funnel: its channel and where it stands.
with

subjects as (
    select * from {{ ref('int_funnel__subjects_listed') }}
),

touches as (
    select * from {{ ref('int_funnel__first_touches_found') }}
),

standing as (
    select
        subject_id,
        bool_or(entered_at_basis = 'first_touchpoint') as is_touched_first,
        max(entry_number) filter (stage_order is not null) as last_mapped_number,
        arg_max(funnel_stage, entry_number) as current_stage,
        -- Undated as it may be: arg_max would take the date of the last entry that has one.
        arg_max_null(entered_at, entry_number) as current_at
    from {{ ref('int_funnel__stages_entered') }}
    group by subject_id
),

described as (
    select
        subjects.*,
        -- A touchpoint that came later brought nobody.
        coalesce(case when standing.is_touched_first then touches.channel end, '(none)')
            as channel,
        standing.current_stage,
        standing.last_mapped_number,
        standing.current_at
    from subjects
    inner join standing on subjects.subject_id = standing.subject_id
    left join touches on subjects.subject_id = touches.subject_id
)

select * from described
