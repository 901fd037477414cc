-- One row per sign that a subject of the funnel came into a stage, in no order yet.
{# A view: int_funnel__stages_entered alone reads it, and writes what it reads. -#}
{{ config(materialized='view') }}
with

-- Phases keep what came after what where dates are missing or wrong: a deal that was closed before
-- it was created was closed last all the same.
unioned as (
    select
        subject_id,
        0 as phase,
        'first_touchpoint' as entered_at_basis,
        cast(null as varchar) as crm_stage_name,
        'awareness' as funnel_stage,
        touched_at as entered_at
    from {{ ref('int_funnel__first_touches_found') }}
    union all
    select * from {{ ref('int_funnel__person_entries_listed') }}
    union all
    select * from {{ ref('int_funnel__opportunity_entries_listed') }}
    union all
    select
        subject_id,
        7 as phase,
        'purchase' as entered_at_basis,
        null as crm_stage_name,
        'customer' as funnel_stage,
        min(converted_at) as entered_at
    from {{ ref('int_funnel__purchases_assigned') }}
    group by subject_id
)

select * from unioned
