-- One row per funnel stage, period of entry, segment, channel and day after the entry on which
-- some ended, or were last seen.
{# A view: int_funnel__advances_estimated alone reads it. -#}
{{ config(materialized='view') }}
with

-- A day counts once it is over: an end within it counts with it, one that was last seen in its
-- midst was followed to the day before.
timed as (
    select
        * exclude (days_to_outcome),
        cast(
            case outcome when 'open' then floor(days_to_outcome) else ceil(days_to_outcome) end
            as integer
        ) as days
    from {{ ref('int_funnel__passages_segmented') }}
    where days_to_outcome is not null
),

counted as (
    select
        funnel_stage,
        {{ crm_attribution.funnel_slice_columns() }},
        period_start_date,
        days,
        count(*) filter (outcome = 'advanced') as advanced_count,
        count(*) filter (outcome = 'lost') as lost_count,
        count(*) filter (outcome = 'open') as censored_count
    from timed
    group by {{ crm_attribution.funnel_slices(['funnel_stage', 'period_start_date', 'days']) }}
)

select * from counted
