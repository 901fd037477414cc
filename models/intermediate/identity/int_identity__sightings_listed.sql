-- One row per set of keys that touchpoints, conversions or orders of one system carry together,
-- and kind of these.
with

touchpoints as (
    select
        source_system,
        person_record_id,
        email_hash,
        cookie_id,
        click_id,
        min(touched_at) as first_seen_at,
        max(touched_at) as last_seen_at
    from {{ ref('int_crm__touchpoints_unioned') }}
    group by source_system, person_record_id, email_hash, cookie_id, click_id
),

conversions as (
    select
        source_system,
        person_record_id,
        email_hash,
        cast(null as varchar) as cookie_id,
        cast(null as varchar) as click_id,
        min(converted_at) as first_seen_at,
        max(converted_at) as last_seen_at
    from {{ ref('int_crm__conversions_unioned') }}
    group by source_system, person_record_id, email_hash
),

orders as (
    select
        source_system,
        person_record_id,
        email_hash,
        cast(null as varchar) as cookie_id,
        cast(null as varchar) as click_id,
        min(ordered_at) as first_seen_at,
        max(ordered_at) as last_seen_at
    from {{ ref('int_crm__orders_unioned') }}
    group by source_system, person_record_id, email_hash
),

unioned as (
    select * from touchpoints
    union all
    select * from conversions
    union all
    select * from orders
)

select * from unioned
