-- One row per funnel stage, period of the first entry into it, segment and channel.
with

passages as (
    select * from {{ ref('int_funnel__passages_segmented') }}
),

counted as (
    select
        funnel_stage,
        {{ crm_attribution.funnel_slice_columns() }},
        period_start_date,
        count(*) as entered_count,
        count(*) filter (is_implied) as implied_count,
        count(*) filter (outcome = 'advanced') as advanced_count,
        count(*) filter (outcome = 'lost') as lost_count,
        count(*) filter (outcome = 'open') as open_count,
        quantile_cont(days_to_outcome, 0.5) filter (outcome = 'advanced')
            as days_to_advance_median,
        quantile_cont(days_to_outcome, 0.9) filter (outcome = 'advanced') as days_to_advance_p90
    from passages
    group by {{ crm_attribution.funnel_slices(['funnel_stage', 'period_start_date']) }}
)

select * from counted
