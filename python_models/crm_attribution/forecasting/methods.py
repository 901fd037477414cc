"""Two ways to forecast a series: as it was a season ago, and Holt and Winters."""

from __future__ import annotations

import warnings
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Method = Callable[..., NDArray[np.float64]]
# statsmodels wants as many to begin with.
LEAST_HISTORY = 10


def seasonal_naive(history: NDArray[np.float64], *, season: int, steps: int) -> NDArray[np.float64]:
    """Repeat the last season; with a season of 1 the last figure.

    Args:
        history: Figures, oldest first, at least a season of them.
        season: Periods in a season.
        steps: Periods to forecast.

    Returns:
        Shape (steps,).

    Example:
        >>> seasonal_naive(np.array([1.0, 2.0, 3.0]), season=2, steps=3).tolist()
        [2.0, 3.0, 2.0]
    """
    return history[len(history) - season + np.arange(steps) % season]


def holt_winters(history: NDArray[np.float64], *, season: int, steps: int) -> NDArray[np.float64]:
    """Additive Holt–Winters with a damped trend; without a season Holt's method (statsmodels).

    The weights are fitted by least squares of the one-step errors from heuristic starting values
    (Hyndman et al. 2008, section 2.6.1).

    Args:
        history: Figures, oldest first, at least ``LEAST_HISTORY`` and two seasons of them.
        season: Periods in a season, 1 for none.
        steps: Periods to forecast.

    Returns:
        Shape (steps,).

    Example:
        >>> holt_winters(np.full(12, 5.0), season=1, steps=2).round(6).tolist()
        [5.0, 5.0]
    """
    if np.ptp(history) == 0:
        return np.full(steps, history[-1])
    # Takes seconds to load: only where there is something to forecast.
    from statsmodels.tsa.holtwinters import ExponentialSmoothing

    # The size of money would otherwise decide when the search stops.
    unit = float(np.abs(history).mean())
    with warnings.catch_warnings():
        # A search that stops early is judged by the backtest like any other.
        warnings.simplefilter("ignore")
        model = ExponentialSmoothing(
            history / unit,
            trend="add",
            damped_trend=True,
            seasonal="add" if season > 1 else None,
            seasonal_periods=season if season > 1 else None,
            initialization_method="heuristic",
        )
        return unit * np.asarray(model.fit().forecast(steps), dtype=np.float64)


METHODS: dict[str, Method] = {"seasonal_naive": seasonal_naive, "holt_winters": holt_winters}
