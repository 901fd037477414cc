-- One row per funnel stage, period of the first entry into it, segment and channel.
with

passages as (
    select * from {{ ref('int_funnel__passages_counted') }}
),

counted as (
    select
        funnel_stage,
        {{ crm_attribution.funnel_slice_columns() }},
        period_start_date,
        sum(passage_count) as entered_count,
        coalesce(sum(passage_count) filter (is_implied), 0) as implied_count,
        coalesce(sum(passage_count) filter (outcome = 'advanced'), 0) as advanced_count,
        coalesce(sum(passage_count) filter (outcome = 'lost'), 0) as lost_count,
        coalesce(sum(passage_count) filter (outcome = 'open'), 0) as open_count
    from passages
    group by {{ crm_attribution.funnel_slices(['funnel_stage', 'period_start_date']) }}
)

select * from counted
