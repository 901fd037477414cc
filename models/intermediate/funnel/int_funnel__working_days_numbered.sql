-- One row per local date from the first to the last entry into a stage: working days until it.
with

bounds as (
    select
        min({{ crm_attribution.local_date('entered_at') }}) as first_date,
        max({{ crm_attribution.local_date('entered_at') }}) as last_date
    from {{ ref('int_funnel__stages_entered') }}
),

days as (
    select cast(unnest(generate_series(first_date, last_date, interval 1 day)) as date) as date_day
    from bounds
),

judged as (
    select
        date_day,
        {{ crm_attribution.is_working_day(
            'date_day', working_days=ref('working_days'), holidays=ref('holidays')
        ) }} as is_working_day
    from days
),

numbered as (
    select
        date_day,
        count(*) filter (where is_working_day) over (order by date_day) as working_day_number
    from judged
)

select * from numbered
