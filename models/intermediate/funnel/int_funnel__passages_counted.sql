-- One row per funnel stage, period of the first entry into it, whatever it is cut by, outcome and
-- day after the entry.
{# Every report adds up these rows: they are far fewer than the passages, and each of their many
    slices counts all of them. -#}
with

passages as (
    select * from {{ ref('int_funnel__passages_summarised') }}
),

subjects as (
    select * from {{ ref('int_funnel__subjects_described') }}
),

-- A day counts once it is over: an end within it counts with it, one that was last seen in its
-- midst was followed to the day before.
counted as (
    select
        passages.funnel_stage,
        {% for segment in crm_attribution.funnel_segments() -%}
        coalesce(subjects.{{ segment }}, '(none)') as {{ segment }},
        {% endfor -%}
        subjects.channel,
        passages.outcome,
        passages.is_implied,
        passages.is_judged,
        cast(
            case
                when passages.outcome = 'open' then floor(passages.days_to_outcome)
                else ceil(passages.days_to_outcome)
            end as integer
        ) as days,
        {{ crm_attribution.period_start(crm_attribution.local_date('passages.entered_at')) }}
            as period_start_date,
        count(*) as passage_count
    from passages
    inner join subjects on passages.subject_id = subjects.subject_id
    group by all
)

select * from counted
