-- One row per figure about touchpoints and group of them.
{# A view: where the gate is off, nothing is computed. -#}
{{ config(materialized='view') }}
with

runs as (
    select {{ crm_attribution.local_date('run_at') }} as run_date
    from {{ ref('int_quality__run_identified') }}
),

touchpoints as (
    select
        source_system,
        person_id,
        channel,
        person_id is null and account_id is null as is_unowned,
        touched_at is null as is_undated,
        {{ crm_attribution.local_date('touched_at') }} as touchpoint_date,
        -- A plan is no event: it may lie ahead.
        case
            when touchpoint_type <> 'sales_planned'
                then {{ crm_attribution.local_date('touched_at') }}
        end as event_date,
        -- A bare date has no hour.
        case when not is_touched_at_date_only then touched_at end as timed_at,
        -- Two of a kind at one instant have one fingerprint; numbers are counted faster than texts.
        case
            when not is_touched_at_date_only and touched_at is not null
                then hash(person_id, touchpoint_type, channel, campaign_id, content, touched_at)
        end as fingerprint
    from {{ ref('int_journeys__touchpoints_enriched') }}
),

systems as (
    select
        touchpoints.source_system,
        count(*) as touchpoint_count,
        count(*) filter (where touchpoints.channel = '(unmapped)') as unmapped_count,
        count(*) filter (where touchpoints.is_undated) as undated_count,
        count(*) filter (where touchpoints.is_unowned) as unowned_count,
        count(touchpoints.event_date) as event_count,
        count(*) filter (where touchpoints.event_date > runs.run_date) as future_count,
        count(touchpoints.fingerprint) as timed_count,
        count(distinct touchpoints.fingerprint) as different_count
    from touchpoints
    cross join runs
    group by touchpoints.source_system
),

hours as (
    select
        source_system || ' at ' || lpad(cast(extract(hour from timed_at) as varchar), 2, '0')
        || ' h UTC' as group_value,
        count(*) as hour_count,
        sum(count(*)) over (partition by source_system) as timed_count
    from touchpoints
    where timed_at is not null
    group by source_system, extract(hour from timed_at)
),

weekdays as (
    select
        source_system || ' on ' || dayname(touchpoint_date) as group_value,
        count(*) as weekday_count,
        sum(count(*)) over (partition by source_system) as dated_count
    from touchpoints
    where not is_undated
    group by source_system, dayname(touchpoint_date)
),

channels as (
    select
        channel as group_value,
        count(*) as channel_count,
        sum(count(*)) over () as touchpoint_count
    from touchpoints
    group by channel
),

-- The busiest alone: a row for each would be as long as the table.
persons as (
    select
        person_id as group_value,
        count(*) as person_count,
        sum(count(*)) over () as touchpoint_count
    from touchpoints
    where person_id is not null
    group by person_id
    order by person_count desc, person_id asc
    limit 1
),

figures as (
    {{ crm_attribution.share_figures('systems', [
        ('unmapped_channel_rate', 'channel', 'unmapped_count', 'touchpoint_count'),
        ('undated_rate', 'touched_at', 'undated_count', 'touchpoint_count'),
        ('unowned_rate', 'person_id', 'unowned_count', 'touchpoint_count'),
        ('future_rate', 'touched_at', 'future_count', 'event_count'),
        ('repeated_rate', 'touched_at', 'timed_count - different_count', 'timed_count'),
    ], group_value='source_system') }}
    union all
    {{ crm_attribution.share_figures('hours', [
        ('one_hour_rate', 'touched_at', 'hour_count', 'timed_count'),
    ]) }}
    union all
    {{ crm_attribution.share_figures('weekdays', [
        ('one_weekday_rate', 'touched_at', 'weekday_count', 'dated_count'),
    ]) }}
    union all
    {{ crm_attribution.share_figures('channels', [
        ('one_channel_rate', 'channel', 'channel_count', 'touchpoint_count'),
    ]) }}
    union all
    {{ crm_attribution.share_figures('persons', [
        ('one_person_rate', 'person_id', 'person_count', 'touchpoint_count'),
    ]) }}
),

measured as (
    select
        figure,
        'int_journeys__touchpoints_enriched' as table_name,
        column_name,
        group_value,
        base_count,
        figure_value
    from figures
)

select * from measured
