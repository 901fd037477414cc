-- One row per sign that an opportunity came into a stage of the funnel.
{# A view: int_funnel__stages_entered alone reads it, and writes what it reads. -#}
{{ config(materialized='view') }}
{%- set order = crm_attribution.funnel_stage_order %}
with

opportunities as (
    select
        opportunities.*,
        'opportunity|' || opportunities.opportunity_id as subject_id,
        coalesce(stages.funnel_stage, '(unmapped)') as funnel_stage
    from {{ ref('int_journeys__opportunities_dated') }} as opportunities
    left join {{ ref('int_crm__stages_mapped') }} as stages
        on
            stages.is_opportunity
            and opportunities.source_system = stages.source_system
            and opportunities.stage_name = stages.stage_name
),

opportunity_changes as (
    select
        changes.opportunity_id,
        changes.stage_name,
        stages.funnel_stage,
        changes.entered_at
    from {{ ref('int_crm__stage_changes_unioned') }} as changes
    inner join {{ ref('int_crm__stages_mapped') }} as stages
        on
            stages.is_opportunity
            and changes.source_system = stages.source_system
            and changes.stage_name = stages.stage_name
    semi join opportunities on changes.opportunity_id = opportunities.opportunity_id
),

first_changes as (
    select
        opportunity_id,
        min({
            'entered_at': entered_at,
            'stage_order': coalesce({{ order('funnel_stage') }}, 9),
            'stage_name': stage_name,
            'funnel_stage': funnel_stage
        }) as change
    from opportunity_changes
    group by opportunity_id
),

-- In what stage an opportunity is opened: its first known one where that comes before a decision.
opened as (
    select
        opportunities.subject_id,
        coalesce(first_changes.change.stage_name, opportunities.stage_name) as stage_name,
        coalesce(first_changes.change.funnel_stage, opportunities.funnel_stage) as first_stage,
        -- A close is no date of opening.
        case when opportunities.opened_at_basis <> 'closed_at' then opportunities.opened_at end
            as entered_at
    from opportunities
    left join first_changes on opportunities.opportunity_id = first_changes.opportunity_id
),

unioned as (
    select
        subject_id,
        4 as phase,
        'opportunity_opened' as entered_at_basis,
        case when {{ order('first_stage') }} <= 3 then stage_name end as crm_stage_name,
        case when {{ order('first_stage') }} <= 3 then first_stage else 'consideration' end
            as funnel_stage,
        entered_at
    from opened
    union all
    select
        'opportunity|' || opportunity_id as subject_id,
        5 as phase,
        'stage_change' as entered_at_basis,
        stage_name as crm_stage_name,
        funnel_stage,
        entered_at
    from opportunity_changes
    union all
    -- The flags of the record are its end, whatever its stages are called.
    select
        subject_id,
        6 as phase,
        case when is_closed then 'closed' else 'current_stage' end as entered_at_basis,
        stage_name as crm_stage_name,
        case
            when is_won then 'customer'
            when is_closed then 'loss'
            else funnel_stage
        end as funnel_stage,
        case when is_closed then closed_at end as entered_at
    from opportunities
    where is_closed or stage_name is not null
)

select * from unioned
