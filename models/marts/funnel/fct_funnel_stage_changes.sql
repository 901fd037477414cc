-- One row per subject of the funnel and entry into a stage.
with

entries as (
    select * from {{ ref('int_funnel__stages_entered') }}
),

subjects as (
    select * from {{ ref('int_funnel__subjects_described') }}
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
        entries.is_implied,
        entries.is_current,
        entries.is_out_of_order,
        {{ crm_attribution.local_date('entries.entered_at') }} as entered_date,
        entries.entered_at,
        entries.left_at
    from entries
    inner join subjects on entries.subject_id = subjects.subject_id
)

select * from published
