-- One row per subject of the funnel that was seen in consideration or in decision, as a conversion.
{# A view: int_journeys__conversions_valued alone reads it, and writes what it reads. What was
   passed through unseen is no conversion: it would be the next one again. -#}
{{ config(materialized='view') }}
with

entries as (
    select * from {{ ref('int_funnel__stages_entered') }}
    where funnel_stage in ('consideration', 'decision') and visit_number = 1 and not is_implied
),

subjects as (
    select * from {{ ref('int_funnel__subjects_listed') }}
),

opportunities as (
    select * from {{ ref('int_journeys__opportunities_dated') }}
),

listed as (
    select
        entries.funnel_stage || '_reached|' || entries.subject_id as conversion_id,
        entries.funnel_stage || '_reached' as conversion_type,
        subjects.source_system,
        subjects.person_id as node_id,
        subjects.account_id,
        subjects.opportunity_id,
        opportunities.currency_code,
        cast(opportunities.amount as decimal(28, 10)) as original_value,
        case when entries.entered_at is not null then 'stage_entered' else 'undated' end
            as converted_at_basis,
        entries.entered_at as converted_at,
        opportunities.opened_at as opportunity_created_at
    from entries
    inner join subjects on entries.subject_id = subjects.subject_id
    left join opportunities on subjects.opportunity_id = opportunities.opportunity_id
)

select * from listed
