-- One row per period, segment and channel in which an opportunity was opened or closed.
with

subjects as (
    select
        {% for segment in crm_attribution.funnel_segments() -%}
        coalesce({{ segment }}, '(none)') as {{ segment }},
        {% endfor -%}
        channel,
        opportunity_id
    from {{ ref('int_funnel__subjects_described') }}
    where opportunity_id is not null
),

opportunities as (
    select * from {{ ref('int_journeys__opportunities_dated') }}
),

won as (
    select
        opportunity_id,
        conversion_value
    from {{ ref('fct_conversions') }}
    where conversion_type = 'opportunity_won'
),

-- A close before the opening tells no length of a cycle, and such a deal was open on that one day.
-- The day on which an open deal is expected to close is no day on which it was opened.
events as (
    select
        subjects.*,
        1 as opened_count,
        0 as won_count,
        0 as lost_count,
        cast(0 as {{ crm_attribution.money_type() }}) as won_amount,
        cast(null as double) as cycle_days,
        {{ crm_attribution.local_date(
            "case when opportunities.is_closed "
            ~ "then least(opportunities.opened_at, opportunities.closed_at) "
            ~ "when opportunities.opened_at_basis <> 'closed_at' then opportunities.opened_at end"
        ) }} as event_date
    from subjects
    inner join opportunities on subjects.opportunity_id = opportunities.opportunity_id
    union all
    select
        subjects.*,
        0 as opened_count,
        cast(opportunities.is_won as integer) as won_count,
        cast(not opportunities.is_won as integer) as lost_count,
        coalesce(won.conversion_value, 0) as won_amount,
        case
            when
                opportunities.is_won and opportunities.opened_at_basis <> 'closed_at'
                and opportunities.closed_at >= opportunities.opened_at
                then
                    date_diff('microsecond', opportunities.opened_at, opportunities.closed_at)
                    / 86400e6
        end as cycle_days,
        {{ crm_attribution.local_date('opportunities.closed_at') }} as event_date
    from subjects
    inner join opportunities on subjects.opportunity_id = opportunities.opportunity_id
    -- An export may say of a deal that it was won where the deal itself says otherwise.
    left join won
        on subjects.opportunity_id = won.opportunity_id and opportunities.is_won
    where opportunities.is_closed
),

dated as (
    select
        *,
        {{ crm_attribution.period_start('event_date') }} as period_start_date
    from events
),

counted as (
    select
        {{ crm_attribution.funnel_slice_columns() }},
        period_start_date,
        sum(opened_count) as opened_count,
        sum(won_count) as won_count,
        sum(lost_count) as lost_count,
        sum(won_amount) as won_amount,
        count(cycle_days) as timed_count,
        {{ crm_attribution.sum_doubles('cycle_days', 'hugeint') }} as cycle_days_total
    from dated
    group by {{ crm_attribution.funnel_slices(['period_start_date']) }}
),

-- In the pipeline at any time of a period is what was opened by its end and not closed before it.
piled as (
    select
        *,
        sum(opened_count) over through
        - (sum(won_count + lost_count) over through - won_count - lost_count)
            as opportunity_count
    from counted
    window through as (
        partition by segment_type, segment_value, channel order by period_start_date nulls last
    )
),

published as (
    select
        segment_type,
        segment_value,
        channel,
        '{{ var("reporting_currency") }}' as currency_code,
        cast(opportunity_count as bigint) as opportunity_count,
        cast(opened_count as bigint) as opened_count,
        cast(won_count as bigint) as won_count,
        cast(lost_count as bigint) as lost_count,
        cast(timed_count as bigint) as timed_count,
        cast(won_amount as {{ crm_attribution.money_type() }}) as won_amount,
        won_count / nullif(cast(won_count + lost_count as double), 0) as win_rate,
        {{ crm_attribution.wilson_interval('won_count', '(won_count + lost_count)', 'lower') }}
            as win_rate_lower,
        {{ crm_attribution.wilson_interval('won_count', '(won_count + lost_count)', 'upper') }}
            as win_rate_upper,
        cast(won_amount as double) / nullif(won_count, 0) as average_won_amount,
        cycle_days_total / nullif(timed_count, 0) as average_cycle_days,
        cast(opportunity_count as double) * won_count
        / nullif(cast(won_count + lost_count as double), 0)
        * cast(won_amount as double) / nullif(won_count, 0)
        / nullif(cycle_days_total / nullif(timed_count, 0), 0) as velocity_amount_per_day,
        period_start_date
    from piled
)

select * from published
