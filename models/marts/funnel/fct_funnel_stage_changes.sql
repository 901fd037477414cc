-- One row per subject of the funnel and entry into a stage.
with

entries as (
    select * from {{ ref('int_funnel__stages_entered') }}
),

subjects as (
    select * from {{ ref('int_funnel__subjects_described') }}
),

days as (
    select * from {{ ref('int_funnel__working_days_numbered') }}
),

dated as (
    select
        *,
        {{ crm_attribution.local_date('entered_at') }} as entered_date,
        {{ crm_attribution.local_date('left_at') }} as left_date
    from entries
),

published as (
    select
        entries.subject_id,
        cast(entries.entry_number as integer) as entry_number,
        subjects.subject_type,
        subjects.source_system,
        subjects.opportunity_id,
        subjects.lead_record_id,
        subjects.person_id,
        subjects.account_id,
        subjects.channel,
        entries.from_stage,
        entries.funnel_stage,
        entries.crm_stage_name,
        entries.direction,
        entries.entered_at_basis,
        cast(entries.visit_number as integer) as visit_number,
        entries.days_in_stage,
        case
            when entries.days_in_stage is not null
                then
                    cast(
                        left_days.working_day_number - entered_days.working_day_number as integer
                    )
        end as working_days_in_stage,
        entries.is_implied,
        entries.is_current,
        entries.is_out_of_order,
        entries.entered_date,
        entries.entered_at,
        entries.left_at
    from dated as entries
    inner join subjects on entries.subject_id = subjects.subject_id
    left join days as entered_days on entries.entered_date = entered_days.date_day
    left join days as left_days on entries.left_date = left_days.date_day
)

select * from published
