"""Forecasts every series by every method, with what the backtest says of each."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
import polars as pl

from crm_attribution.forecasting.backtest import Backtest, run_backtest, usable_season
from crm_attribution.forecasting.methods import METHODS
from crm_attribution.forecasting.series import Series, read_series

SEASONS = {"week": 52, "month": 12}
FORECASTS: dict[str, type[pl.DataType]] = {
    "metric": pl.String,
    "channel": pl.String,
    "forecast_method": pl.String,
    "period_start_date": pl.Date,
    "periods_ahead": pl.Int32,
    "withheld_reason": pl.String,
    "forecast_value": pl.Float64,
    "forecast_value_lower": pl.Float64,
    "forecast_value_upper": pl.Float64,
    "mean_absolute_scaled_error": pl.Float64,
    "interval_coverage_rate": pl.Float64,
    "season_length": pl.Int32,
    "history_period_count": pl.Int32,
    "backtest_origin_count": pl.Int32,
    "is_best_method": pl.Boolean,
}


def forecast_channels(
    figures: pl.DataFrame, *, period: str, steps: int, most_channels: int, level: float
) -> pl.DataFrame:
    """Forecast each metric of each channel by each method.

    Args:
        figures: See ``read_series``.
        period: ``week`` or ``month``: the season is 52 or 12 of them.
        steps: Periods to forecast, from 1.
        most_channels: Channels per metric that stand by themselves.
        level: How often an interval should cover what comes.

    Returns:
        One row per metric, channel, method and period ahead, sorted, with the columns of
        ``FORECASTS``. A forecast below 0 is 0. The best method has the smallest mean absolute
        scaled error; of equals it is the seasonal naive one. A series too short for a backtest has
        rows of the seasonal naive method without values, and the reason.

    Raises:
        KeyError: The period is not known.

    Example:
        >>> schema = {"metric": pl.String, "channel": pl.String, "period_start_date": pl.Date,
        ...     "value": pl.Float64}
        >>> rows = [("spend", channel, date(2024, 1 + month, 1), 5.0)
        ...     for channel in (None, "email") for month in range(12)]
        >>> figures = pl.DataFrame(rows, schema=schema, orient="row")
        >>> forecast_channels(figures, period="month", steps=1, most_channels=5, level=0.95).select(
        ...     "channel", "period_start_date", "withheld_reason").rows()[0]
        ('(all channels)', datetime.date(2025, 1, 1), 'too_few_periods')
    """
    rows: list[dict[str, Any]] = []
    for series in read_series(figures, most_channels=most_channels):
        rows += _rows(series, period=period, steps=steps, level=level)
    return pl.DataFrame(rows, schema=FORECASTS).sort(list(FORECASTS)[:4])


def _rows(series: Series, *, period: str, steps: int, level: float) -> list[dict[str, Any]]:
    """The rows of one series."""
    season = usable_season(len(series.values), season=SEASONS[period], steps=steps)
    common = {
        "metric": series.metric,
        "channel": series.channel,
        "season_length": season,
        "history_period_count": len(series.values),
    }
    ahead = [
        {"periods_ahead": step, "period_start_date": _later(series.periods[-1], period, step)}
        for step in range(1, steps + 1)
        if series.periods
    ]
    if season is None:
        withheld = {"withheld_reason": "too_few_periods", "is_best_method": False}
        return [common | one | withheld | {"forecast_method": "seasonal_naive"} for one in ahead]
    options = {"season": season, "steps": steps}
    tests = {
        name: run_backtest(series.values, method, level=level, **options)
        for name, method in METHODS.items()
    }
    best = min(tests, key=lambda name: _error(tests[name]))
    rows = []
    for name, test in tests.items():
        values = METHODS[name](series.values, **options)
        rows += [
            common
            | one
            | {
                "forecast_method": name,
                "forecast_value": max(value, 0.0),
                "forecast_value_lower": max(value - half, 0.0),
                "forecast_value_upper": max(value + half, 0.0),
                "mean_absolute_scaled_error": test.mase,
                "interval_coverage_rate": test.coverage,
                "backtest_origin_count": len(test.errors),
                "is_best_method": name == best,
            }
            for one, value, half in zip(
                ahead, values.tolist(), test.half_widths.tolist(), strict=True
            )
        ]
    return rows


def _error(test: Backtest) -> float:
    """Mean absolute error, not scaled: of one series the scale is the same for every method."""
    return round(float(np.abs(test.errors).mean()), 9)


def _later(start: date, period: str, steps: int) -> date:
    """First day of the period some steps after the one that starts on a day."""
    if period == "week":
        return start + timedelta(weeks=steps)
    months = start.year * 12 + start.month - 1 + steps
    return date(months // 12, months % 12 + 1, 1)
