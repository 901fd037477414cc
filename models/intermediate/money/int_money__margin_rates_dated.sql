-- One row per conversion type and span of days: the margin rate that the seed gives it.
{{ config(materialized='view') }}
with

rates as (
    select
        conversion_type,
        margin_rate,
        valid_from,
        coalesce(valid_until, date '9999-12-31') as valid_until
    from {{ ref('margin_rates') }}
),

changes as (
    select
        conversion_type,
        valid_from as starts_on
    from rates
    union
    select
        conversion_type,
        valid_until + 1 as starts_on
    from rates
    where valid_until < date '9999-12-31'
),

spans as (
    select
        conversion_type,
        starts_on,
        coalesce(
            lead(starts_on) over (partition by conversion_type order by starts_on),
            date '9999-12-31'
        ) as starts_next_on
    from changes
),

-- Where several rates hold, the one that began last does.
dated as (
    select
        spans.conversion_type,
        arg_max(rates.margin_rate, rates.valid_from) as margin_rate,
        spans.starts_on as valid_from,
        spans.starts_next_on as valid_until
    from spans
    inner join rates
        on
            spans.conversion_type = rates.conversion_type
            and spans.starts_on between rates.valid_from and rates.valid_until
    group by spans.conversion_type, spans.starts_on, spans.starts_next_on
)

select * from dated
