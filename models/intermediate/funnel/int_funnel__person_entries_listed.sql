-- One row per sign that a lead, or a contact with a lifecycle, came into a stage of the funnel.
{# A view: int_funnel__stages_entered alone reads it, and writes what it reads. -#}
{{ config(materialized='view') }}
with

leads as (
    select
        matched.*,
        opportunities.opened_at
    from {{ ref('int_funnel__leads_matched') }} as matched
    left join {{ ref('int_journeys__opportunities_dated') }} as opportunities
        on matched.opportunity_id = opportunities.opportunity_id
),

person_changes as (
    select
        changes.person_record_id,
        changes.stage_name,
        stages.funnel_stage,
        changes.entered_at
    from {{ ref('int_crm__person_stage_changes_unioned') }} as changes
    inner join {{ ref('int_crm__stages_mapped') }} as stages
        on
            not stages.is_opportunity
            and changes.source_system = stages.source_system
            and changes.stage_name = stages.stage_name
),

unioned as (
    -- A lead record begins with its creation; a person may have been in other stages before.
    select
        subject_id,
        case when lead_basis = 'exported_creation' then 2 else 1 end as phase,
        'lead_created' as entered_at_basis,
        cast(null as varchar) as crm_stage_name,
        'interest' as funnel_stage,
        created_at as entered_at
    from leads
    where is_created_as_lead
    union all
    -- What becomes of the person once the opportunity is open is told by the opportunity.
    select
        leads.subject_id,
        2 as phase,
        'stage_change' as entered_at_basis,
        changes.stage_name as crm_stage_name,
        changes.funnel_stage,
        changes.entered_at
    from person_changes as changes
    inner join leads on changes.person_record_id = leads.person_record_id
    where
        leads.opportunity_id is null
        or (
            changes.entered_at <= coalesce(leads.opened_at, changes.entered_at)
            and changes.funnel_stage not in ('customer', 'loss')
        )
    union all
    select
        leads.subject_id,
        3 as phase,
        'current_stage' as entered_at_basis,
        leads.lead_status as crm_stage_name,
        stages.funnel_stage,
        null as entered_at
    from leads
    inner join {{ ref('int_crm__stages_mapped') }} as stages
        on
            not stages.is_opportunity
            and leads.source_system = stages.source_system
            and leads.lead_status = stages.stage_name
    anti join person_changes as changes
        on
            leads.person_record_id = changes.person_record_id
            and leads.lead_status = changes.stage_name
    where leads.opportunity_id is null
)

select * from unioned
