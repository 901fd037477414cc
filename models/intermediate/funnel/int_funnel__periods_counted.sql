-- One row per funnel stage, channel or all of them, and period of entry: how many entries have been
-- followed for the horizon, how many advanced within it, and how many did in the year before.
{#- Entries younger than the horizon are not judged yet: no period looks bad for being new. -#}
{%- set horizon = var('funnel_horizon_days') %}
with

passages as (
    select * from {{ ref('int_funnel__passages_segmented') }}
    where days_to_outcome is not null and funnel_stage in (
        {{ crm_attribution.text_list(crm_attribution.funnel_stages()[:-1]) }}
    )
),

observed as (
    select max(last_seen_at) as ends_at from passages
),

judged as (
    select
        passages.funnel_stage,
        passages.subject_id,
        passages.channel,
        passages.period_start_date,
        passages.outcome = 'advanced' and passages.days_to_outcome <= {{ horizon }} as is_advanced
    from passages
    cross join observed
    where passages.entered_at <= observed.ends_at - interval {{ horizon }} day
),

counted as (
    select
        funnel_stage,
        case when grouping(channel) = 0 then channel else '(all)' end as channel,
        period_start_date,
        count(*) as judged_count,
        count(*) filter (is_advanced) as advanced_count
    from judged
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
            cast(coalesce(baseline_judged_count, 0) as bigint) as baseline_judged_count,
            cast(coalesce(baseline_advanced_count, 0) as bigint) as baseline_advanced_count
        )
    from baselines
)

select * from typed
