{#- CTEs of the reporting periods: periods (period_start_date and the one before it, null for the
    first) and fx_changes (per foreign currency and period the share of an amount that it would not
    have had at the mean rate of the period before: 1 - rate before / rate now, of rates meaned over
    days; 0 for the first).
    dates: dim_dates; factors: int_money__currency_factors_dated.
    Example: a rate of 1.10 after 1.00 gives .0909...: of 110.00 booked, 10.00 are the rate's. -#}
{% macro consecutive_periods(dates, factors) %}
periods as (
    select
        period_start_date,
        lag(period_start_date) over (order by period_start_date) as previous_period_start_date
    from {{ dates }}
    group by period_start_date
),

fx_rates as (
    select
        factors.currency_code,
        dates.period_start_date,
        {{ crm_attribution.sum_doubles('factors.factor', 'hugeint') }} / count(*) as mean_factor
    from {{ dates }} as dates
    inner join {{ factors }} as factors
        on dates.date_day >= factors.valid_from and dates.date_day < factors.valid_until
    group by factors.currency_code, dates.period_start_date
),

fx_changes as (
    select
        rates.currency_code,
        rates.period_start_date,
        coalesce(1 - previous.mean_factor / nullif(rates.mean_factor, 0), 0) as change_rate
    from fx_rates as rates
    inner join periods on rates.period_start_date = periods.period_start_date
    left join fx_rates as previous
        on
            rates.currency_code = previous.currency_code
            and periods.previous_period_start_date = previous.period_start_date
)
{%- endmacro %}
