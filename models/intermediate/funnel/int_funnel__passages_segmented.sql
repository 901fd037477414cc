-- One row per subject of the funnel and stage that it was ever in, with what it is cut by.
{# A view: a join of two tables that is as fast as reading its result. -#}
{{ config(materialized='view') }}
with

passages as (
    select * from {{ ref('int_funnel__passages_summarised') }}
),

subjects as (
    select * from {{ ref('int_funnel__subjects_described') }}
),

segmented as (
    select
        passages.*,
        {% for segment in crm_attribution.funnel_segments() -%}
        coalesce(subjects.{{ segment }}, '(none)') as {{ segment }},
        {% endfor -%}
        subjects.channel,
        {{ crm_attribution.period_start(crm_attribution.local_date('passages.entered_at')) }}
            as period_start_date
    from passages
    inner join subjects on passages.subject_id = subjects.subject_id
)

select * from segmented
