"""Judges a method by forecasts from past origins, each made without what came after it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import t

from crm_attribution.forecasting.methods import LEAST_HISTORY, Method

# Forecasts that are judged at most, and at least: fewer say nothing.
MOST_ORIGINS = 8
LEAST_ORIGINS = 3


@dataclass(frozen=True)
class Backtest:
    """How one method did on one series.

    Attributes:
        errors: Actual less forecast, shape (origins, steps).
        mase: Mean absolute scaled error; None where the series never changed.
        coverage: Share of the actual figures inside the interval that the errors of the other
            origins give.
        half_widths: Half of the interval of each step ahead, shape (steps,).
    """

    errors: NDArray[np.float64]
    mase: float | None
    coverage: float
    half_widths: NDArray[np.float64]


def usable_season(periods: int, *, season: int, steps: int) -> int | None:
    """The season a series is long enough for: the one asked for, else 1, else None.

    Before the first of ``LEAST_ORIGINS`` origins there must be two seasons and as many figures as
    Holt–Winters needs.

    Args:
        periods: Length of the series.
        season: Periods in a season.
        steps: Periods to forecast.

    Returns:
        Periods in a season, or None.

    Example:
        >>> [usable_season(periods, season=12, steps=3) for periods in (14, 15, 29)]
        [None, 1, 12]
    """
    for length in (season, 1):
        if periods >= max(2 * length, LEAST_HISTORY) + steps + LEAST_ORIGINS - 1:
            return length
    return None


def run_backtest(
    series: NDArray[np.float64], method: Method, *, season: int, steps: int, level: float
) -> Backtest:
    """Forecast from each of the last origins, and compare with what came.

    The absolute scaled error divides by the mean change from one season to the next before the
    origin (Hyndman and Koehler 2006); the mean is the ratio of the sums over all origins. Below 1
    the method does better than repeating the season does one season ahead in the past.

    Args:
        series: Figures, oldest first.
        method: The method.
        season: A season that the series is long enough for, see ``usable_season``.
        steps: Periods ahead.
        level: How often an interval should cover what comes.

    Returns:
        The backtest. The half width of a step is the root of the mean squared error of it and of
        the steps before, whichever is largest, times Student's t for the number of origins.

    Example:
        Errors of 1 at each of 3 origins; the changes before them are 1, too.

        >>> from crm_attribution.forecasting.methods import seasonal_naive
        >>> found = run_backtest(
        ...     np.arange(13.0), seasonal_naive, season=1, steps=1, level=0.95)
        >>> found.errors.ravel().tolist(), found.mase, found.coverage
        ([1.0, 1.0, 1.0], 1.0, 1.0)
    """
    earliest = max(2 * season, LEAST_HISTORY)
    last = len(series) - steps
    origins = range(max(earliest, last - MOST_ORIGINS + 1), last + 1)
    errors = np.array(
        [
            series[origin : origin + steps] - method(series[:origin], season=season, steps=steps)
            for origin in origins
        ]
    )
    scales = [
        np.abs(series[season:origin] - series[: origin - season]).mean() for origin in origins
    ]
    scale = steps * sum(scales)
    numbers = np.arange(len(errors))
    others = [half_widths(errors[numbers != number], level=level) for number in numbers]
    inside = np.abs(errors) <= np.array(others) * (1 + 1e-12)
    return Backtest(
        errors,
        float(np.abs(errors).sum() / scale) if scale > 0 else None,
        float(inside.mean()),
        half_widths(errors, level=level),
    )


def half_widths(errors: NDArray[np.float64], *, level: float) -> NDArray[np.float64]:
    """Half of an interval around a forecast, from errors of earlier ones.

    Args:
        errors: Shape (origins, steps), from two origins on.
        level: How often the interval should cover what comes.

    Returns:
        Shape (steps,), never smaller for a later step.

    Example:
        Student's t of 2 degrees of freedom is 4.3027 at 95 %.

        >>> half_widths(np.array([[1.0, 0.0], [-1.0, 0.0], [1.0, 0.0]]), level=0.95).round(4)
        array([4.3027, 4.3027])
    """
    spread = np.maximum.accumulate(np.sqrt((errors**2).mean(axis=0)))
    return spread * t.ppf((1 + level) / 2, df=len(errors) - 1)
