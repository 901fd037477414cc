-- One row per order that Klaviyo alone knows of.
with

events as (
    select * from {{ ref('int_klaviyo__events_named') }}
    where metric_name = 'placed order'
),

-- The shop itself knows its orders better: Klaviyo repeats them.
shops as (
    select count(*) as order_count
    from {{ ref('int_crm__orders_unioned') }}
),

conformed as (
    select
        events.touchpoint_id as native_conversion_id,
        events.source_system,
        events.person_record_id,
        'order' as conversion_type,
        events.currency_code,
        events.event_value as conversion_value,
        events.touched_at as converted_at
    from events
    cross join shops
    where shops.order_count = 0
)

select * from conformed
