-- One row per metric, channel, forecast method and period ahead.
with

forecasts as (
    select * from {{ ref('int_planning__channels_forecast') }}
),

published as (
    select
        metric,
        channel,
        forecast_method,
        withheld_reason,
        case when metric <> 'booked_conversions' then '{{ var("reporting_currency") }}' end
            as currency_code,
        periods_ahead,
        season_length,
        history_period_count,
        backtest_origin_count,
        {% for value in ['forecast_value', 'forecast_value_lower', 'forecast_value_upper'] -%}
        round({{ value }}, 6) as {{ value }},
        {% endfor -%}
        mean_absolute_scaled_error,
        interval_coverage_rate,
        is_best_method,
        withheld_reason is not null as is_withheld,
        period_start_date
    from forecasts
)

select * from published
