-- One row per Klaviyo event, with the name of its metric.
with

events as (
    select * from {{ ref('stg_klaviyo__events') }}
),

metrics as (
    select
        source_system,
        metric_id,
        metric_name
    from {{ ref('stg_klaviyo__metrics') }}
),

named as (
    select
        events.* exclude (metric_name),
        lower(coalesce(events.metric_name, metrics.metric_name)) as metric_name
    from events
    left join metrics
        on
            events.source_system = metrics.source_system
            and events.metric_id = metrics.metric_id
)

select * from named
