-- One row per revenue basis and period in which customers were won: what one yields a month.
{# A view: rpt_roi alone reads it. -#}
{{ config(materialized='view') }}
with

conversions as (
    select
        customer_id,
        revenue_basis,
        customer_type,
        conversion_value_minor * margin_rate as margin_minor,
        is_booked,
        is_invoiced,
        is_paid,
        {{ crm_attribution.local_date('converted_at') }} as conversion_date
    from {{ ref('int_journeys__conversions_valued') }}
    where is_booked or is_invoiced or is_paid
),

observation as (
    select max(conversion_date) as last_date from conversions
),

-- Watched from the day of the first booking to the last day that the data know.
customers as (
    select
        conversions.customer_id,
        {{ crm_attribution.period_start('conversions.conversion_date') }} as period_start_date,
        date_diff('day', conversions.conversion_date, observation.last_date) + 1 as day_count
    from conversions
    cross join observation
    where
        conversions.customer_type = 'new'
        and conversions.revenue_basis = 'booked'
        and conversions.conversion_date is not null
),

months as (
    select
        period_start_date,
        count(*) as customer_count,
        -- A month is a twelfth of the Gregorian calendar's mean year.
        sum(day_count) / (365.2425 / 12) as customer_months
    from customers
    group by period_start_date
),

{% for basis in ['booked', 'invoiced', 'paid'] -%}
margins_{{ basis }} as (
    select
        '{{ basis }}' as revenue_basis,
        customers.period_start_date,
        sum(conversions.margin_minor) as margin_minor
    from customers
    inner join conversions on customers.customer_id = conversions.customer_id
    where conversions.is_{{ basis }}
    group by customers.period_start_date
),

{% endfor -%}
margins as (
    select * from margins_booked
    union all
    select * from margins_invoiced
    union all
    select * from margins_paid
),

averaged as (
    select
        margins.revenue_basis,
        months.customer_count,
        months.customer_months,
        cast(margins.margin_minor as double)
        / {{ 10 ** var('money_digits') }}
        / months.customer_months as monthly_margin_amount,
        margins.period_start_date
    from margins
    inner join months on margins.period_start_date = months.period_start_date
)

select * from averaged
