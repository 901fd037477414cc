-- One row per funnel stage, channel or all of them, and period of entry: how many entries have been
-- followed for the horizon, how many advanced within it, and how many did in the year before.
with

counted as (
    select
        funnel_stage,
        case when grouping(channel) = 0 then channel else '(all)' end as channel,
        period_start_date,
        sum(passage_count) as judged_count,
        coalesce(
            sum(passage_count) filter (
                outcome = 'advanced' and days <= {{ var('funnel_horizon_days') }}
            ), 0
        ) as advanced_count
    from {{ ref('int_funnel__passages_counted') }}
    where
        is_judged and funnel_stage in (
            {{ crm_attribution.text_list(crm_attribution.funnel_stages()[:-1]) }}
        )
    group by
        grouping sets (
            (funnel_stage, period_start_date), (funnel_stage, period_start_date, channel)
        )
),

compared as (
    select
        *,
        sum(judged_count) over year_before as baseline_judged_count,
        sum(advanced_count) over year_before as baseline_advanced_count
    from counted
    window year_before as (
        partition by funnel_stage, channel order by period_start_date
        range between interval 12 month preceding and interval 1 day preceding
    )
),

-- A channel is held against itself and against the whole stage, all channels against themselves.
baselines as (
    select
        funnel_stage,
        channel,
        case when channel = '(all)' then 'stage' else 'channel' end as baseline_type,
        period_start_date,
        judged_count,
        advanced_count,
        baseline_judged_count,
        baseline_advanced_count
    from compared
    union all
    select
        channels.funnel_stage,
        channels.channel,
        'stage' as baseline_type,
        channels.period_start_date,
        channels.judged_count,
        channels.advanced_count,
        whole.baseline_judged_count,
        whole.baseline_advanced_count
    from compared as channels
    inner join compared as whole
        on
            channels.funnel_stage = whole.funnel_stage
            and channels.period_start_date = whole.period_start_date
            and whole.channel = '(all)'
    where channels.channel <> '(all)'
),

typed as (
    select
        * replace (
            cast(judged_count as bigint) as judged_count,
            cast(advanced_count as bigint) as advanced_count,
            cast(coalesce(baseline_judged_count, 0) as bigint) as baseline_judged_count,
            cast(coalesce(baseline_advanced_count, 0) as bigint) as baseline_advanced_count
        )
    from baselines
)

select * from typed
