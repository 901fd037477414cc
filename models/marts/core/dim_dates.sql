-- One row per day from the first to the last that a conversion, a touchpoint or spend falls on.
with

bounds as (
    select
        min({{ crm_attribution.local_date('converted_at') }}) as first_date,
        max({{ crm_attribution.local_date('converted_at') }}) as last_date
    from {{ ref('int_journeys__conversions_valued') }}
    union all
    select
        min({{ crm_attribution.local_date('touched_at') }}) as first_date,
        max({{ crm_attribution.local_date('touched_at') }}) as last_date
    from {{ ref('int_journeys__touchpoints_enriched') }}
    union all
    select
        min(spend_date) as first_date,
        max(spend_date) as last_date
    from {{ ref('int_spend__daily_unioned') }}
),

days as (
    select
        cast(unnest(generate_series(min(first_date), max(last_date), interval 1 day)) as date)
            as date_day
    from bounds
),

published as (
    select
        days.date_day,
        {{ crm_attribution.period_start('days.date_day') }} as period_start_date,
        fiscal_periods.fiscal_year,
        fiscal_periods.fiscal_period,
        cast(year(days.date_day) as integer) as year_number,
        cast(quarter(days.date_day) as integer) as quarter_number,
        cast(month(days.date_day) as integer) as month_number,
        cast(isodow(days.date_day) as integer) as day_of_week_number,
        isodow(days.date_day) > 5 as is_weekend,
        {{ crm_attribution.is_working_day(
            'days.date_day', working_days=ref('working_days'), holidays=ref('holidays')
        ) }} as is_working_day,
        cast(date_trunc('week', days.date_day) as date) as week_start_date,
        cast(date_trunc('month', days.date_day) as date) as month_start_date,
        cast(date_trunc('quarter', days.date_day) as date) as quarter_start_date
    from days
    left join {{ ref('fiscal_periods') }} as fiscal_periods
        on days.date_day between fiscal_periods.starts_on and fiscal_periods.ends_on
)

select * from published
