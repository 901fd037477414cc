-- One row per source system with dated rows: its newest date, and how far it is behind.
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
        {{ crm_attribution.local_date('touched_at') }} as event_date
    from {{ ref('int_journeys__touchpoints_enriched') }}
    where touchpoint_type <> 'sales_planned'
),

conversions as (
    select
        source_system,
        {{ crm_attribution.local_date('converted_at') }} as event_date
    from {{ ref('int_journeys__conversions_valued') }}
),

spend as (
    select
        source_system,
        spend_date as event_date
    from {{ ref('int_crm__spend_unioned') }}
),

events as (
    select * from touchpoints
    union all
    select * from conversions
    union all
    select * from spend
),

newest as (
    select
        events.source_system,
        count(*) as event_count,
        max(events.event_date) as newest_date
    from events
    cross join runs
    -- A date that lies ahead is no sign of freshness; without this one typing error would make
    -- every other system look old.
    where events.event_date <= runs.run_date
    group by events.source_system
),

dated as (
    select
        newest.source_system,
        newest.event_count,
        newest.newest_date,
        max(newest.newest_date) over () - newest.newest_date as days_behind_newest,
        runs.run_date - newest.newest_date as days_before_run
    from newest
    cross join runs
)

select * from dated
