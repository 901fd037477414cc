"""Which channels' curves can be told from the data, and why not the others'."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from crm_attribution.planning.candidates import Problem
from crm_attribution.planning.fit import Fit
from crm_attribution.planning.panel import Panel

# Weeks with spend that a channel needs, and how far they must lie apart: standard deviation over
# mean of weekly spend.
LEAST_SPEND_WEEKS = 8
LEAST_VARIATION = 0.1
# Share of a channel's variation that may be explained by what else is in the regression: a variance
# inflation factor of 10.
MOST_SHARED = 0.9


def unusable(panel: Panel, *, minimum_weeks: int, current: NDArray[np.float64]) -> list[str | None]:
    """Why a channel cannot enter the regression at all.

    Args:
        panel: Weekly figures.
        minimum_weeks: Weeks that the regression needs.
        current: Current weekly spend per channel, shape (C,).

    Returns:
        Per channel ``too_few_weeks``, ``no_revenue``, ``too_few_weeks_with_spend``,
        ``no_variation_in_spend`` or None.

    Example:
        >>> from datetime import date
        >>> spend = np.tile([[3.0], [3.0]], (10, 1))
        >>> panel = Panel(["a"], [date(2024, 1, 1)] * 20, spend, np.arange(20.0))
        >>> unusable(panel, minimum_weeks=20, current=np.array([3.0]))
        ['no_variation_in_spend']
    """
    if len(panel.revenue) < minimum_weeks:
        return ["too_few_weeks"] * len(panel.channels)
    if np.ptp(panel.revenue) == 0:
        return ["no_revenue"] * len(panel.channels)
    spend = panel.fitted(panel.spend)

    def reason(column: NDArray[np.float64]) -> str | None:
        if (column > 0).sum() < LEAST_SPEND_WEEKS:
            return "too_few_weeks_with_spend"
        return "no_variation_in_spend" if column.std() < LEAST_VARIATION * column.mean() else None

    return [reason(column) for column in spend.T]


def shared_variation(problem: Problem, fit: Fit, raw: NDArray[np.float64]) -> list[tuple]:
    """How much of each channel's transformed spend the rest of the regression explains.

    Args:
        problem: The problem.
        fit: Its fit.
        raw: Columns before the controls were taken out, centred, shape (C, T).

    Returns:
        Per channel the share explained by the controls alone, that by controls and other channels,
        and the position of the channel most like it once the controls are out, None if it is alone.

    Example:
        >>> from crm_attribution.planning.candidates import Candidates, take_out
        >>> columns = np.array([[[1.0, -1.0, 0.0]], [[2.0, -2.0, 0.0]]])
        >>> shapes = Candidates("log", np.zeros(1), np.ones((2, 1)), columns)
        >>> problem = take_out(shapes, target=np.zeros(3), controls=np.ones((3, 1)))
        >>> fit = Fit(np.array([0, 0]), np.ones(2), 0.0)
        >>> [(share.round(6), other) for _, share, other in shared_variation(
        ...     problem, fit, columns[:, 0])]
        [(np.float64(1.0), np.int64(1)), (np.float64(1.0), np.int64(0))]
    """
    channels = np.arange(len(fit.shapes))
    columns = problem.columns[channels, fit.shapes]
    total = np.maximum((raw**2).sum(axis=1), 1e-300)
    lengths = np.maximum((columns**2).sum(axis=1), 1e-300)
    likeness = np.abs(columns @ columns.T) / np.sqrt(np.outer(lengths, lengths))
    found = []
    for channel in channels:
        others = channels[channels != channel]
        rest = columns[channel]
        if len(others):
            rest = rest - np.linalg.lstsq(columns[others].T, rest, rcond=None)[0] @ columns[others]
        nearest = others[np.argmax(likeness[channel, others])] if len(others) else None
        found.append(
            (1 - lengths[channel] / total[channel], 1 - rest @ rest / total[channel], nearest)
        )
    return found


def doubtful(
    *, by_controls: float, by_all: float, p_value: float, lower: float, level: float
) -> str | None:
    """Why a curve that was fitted is withheld.

    Args:
        by_controls: Share of the channel's variation that the controls explain.
        by_all: Share that controls and other channels explain.
        p_value: Of no effect.
        lower: Lower bound of its marginal return.
        level: How sure it must be, such as 0.95.

    Returns:
        ``spend_follows_trend_or_season``, ``collinear``, ``effect_not_told_from_zero`` or None.

    Example:
        >>> doubtful(by_controls=0.2, by_all=0.95, p_value=0.01, lower=1.0, level=0.95)
        'collinear'
    """
    if by_controls > MOST_SHARED:
        return "spend_follows_trend_or_season"
    if by_all > MOST_SHARED:
        return "collinear"
    return "effect_not_told_from_zero" if p_value > 1 - level or lower <= 0 else None
