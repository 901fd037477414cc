-- One row per week and channel with spend, and per whole week that exports know of: booked revenue.
{{ config(materialized='view') }}
with

spend as (
    select
        channel,
        spend_minor,
        spend_date
    from {{ ref('int_spend__daily_unioned') }}
    where spend_date is not null
),

bookings as (
    select * from {{ ref('int_planning__bookings_listed') }}
),

-- Revenue before the exports begin is not 0 but unknown, and so is spend.
spans as (
    select
        greatest(first_date, first_spend_date) as first_date,
        last_spend_date as last_date
    from {{ ref('int_planning__spans_bounded') }}
    where first_date is not null and first_spend_date is not null
),

weeks as (
    select
        cast(unnest(generate_series(
            date_trunc('week', first_date + 6), date_trunc('week', last_date - 6), interval 7 day
        )) as date) as week_start_date
    from spans
    where first_date <= last_date
),

revenue as (
    select
        weeks.week_start_date,
        coalesce(sum(bookings.conversion_value_minor), 0) as amount_minor
    from weeks
    left join bookings
        on weeks.week_start_date = cast(date_trunc('week', bookings.booked_date) as date)
    group by weeks.week_start_date
),

spent as (
    select
        cast(date_trunc('week', spend_date) as date) as week_start_date,
        channel,
        sum(spend_minor) as amount_minor
    from spend
    group by all
),

unioned as (
    select
        week_start_date,
        cast(null as varchar) as channel,
        cast(amount_minor as bigint) as amount_minor
    from revenue
    union all
    select
        week_start_date,
        channel,
        cast(amount_minor as bigint) as amount_minor
    from spent
)

select * from unioned
