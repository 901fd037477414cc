-- One row per currency and span of days: the factor into the reporting currency.
with

rates as (
    select
        currency_code,
        rate,
        valid_from,
        lead(valid_from) over (partition by currency_code order by valid_from) as valid_until
    from {{ ref('currency_rates') }}
),

reporting as (
    select * from rates
    where currency_code = '{{ var("reporting_currency") }}'
),

-- Both rates count against one common currency; their quotient holds where both do.
factors as (
    select
        rates.currency_code,
        cast(rates.rate as double) / nullif(cast(reporting.rate as double), 0) as factor,
        greatest(rates.valid_from, reporting.valid_from) as valid_from,
        least(
            coalesce(rates.valid_until, date '9999-12-31'),
            coalesce(reporting.valid_until, date '9999-12-31')
        ) as valid_until
    from rates
    inner join reporting
        on
            rates.valid_from < coalesce(reporting.valid_until, date '9999-12-31')
            and reporting.valid_from < coalesce(rates.valid_until, date '9999-12-31')
    where rates.currency_code <> reporting.currency_code
)

select * from factors
