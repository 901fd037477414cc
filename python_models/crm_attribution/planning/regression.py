"""Chooses the regression that the response curves come from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crm_attribution.planning.candidates import Candidates, Problem, list_candidates, take_out
from crm_attribution.planning.fit import Fit, fit_shapes
from crm_attribution.planning.panel import Panel, control_sets

# Per channel: decay, scale and coefficient.
PARAMETERS = 3


@dataclass(frozen=True)
class Regression:
    """The chosen regression.

    Attributes:
        candidates: Shapes of the chosen family.
        problem: The regression with its controls taken out.
        fit: Its fit, revenue in units of ``unit``.
        unit: Minor units of money in one unit of the fit.
        has_trend: Whether a trend is among the controls.
        waves: Waves a year among the controls.
        controls: Number of control columns.
    """

    candidates: Candidates
    problem: Problem
    fit: Fit
    unit: float
    has_trend: bool
    waves: int
    controls: int


def choose_regression(
    panel: Panel,
    *,
    families: Sequence[str],
    decays: Sequence[float],
    channels: Sequence[int],
    controls: NDArray[np.float64] | None = None,
) -> Regression:
    """Choose family, trend and season together, by the smallest BIC.

    Args:
        panel: Weekly figures.
        families: Families to choose among.
        decays: Decays to choose among.
        channels: Positions of the channels that take part.
        controls: Other known influences, shape (T, any).

    Returns:
        The regression; of equals the first, so the fewest controls.

    Example:
        >>> panel = Panel(["a"], [], np.arange(40.0)[:, None] % 7, 3 * (np.arange(40.0) % 7))
        >>> chosen = choose_regression(panel, families=["log"], decays=[0.0, 0.5], channels=[0])
        >>> chosen.has_trend, chosen.candidates.decays[chosen.fit.shapes].item()
        (False, 0.0)
    """
    # The size of money would otherwise decide what counts as zero.
    unit = float(panel.revenue.std())
    best: tuple[float, Regression] | None = None
    for family in families:
        shapes = list_candidates(panel, family=family, decays=decays, channels=channels)
        for has_trend, waves, columns in control_sets(len(panel.revenue), given=controls):
            problem = take_out(shapes, target=panel.revenue / unit, controls=columns)
            fit = fit_shapes(problem)
            count = columns.shape[1]
            score = bic(fit, weeks=len(panel.revenue), controls=count)
            if best is None or score < best[0] - 1e-9:
                best = score, Regression(shapes, problem, fit, unit, has_trend, waves, count)
    return best[1]


def bic(fit: Fit, *, weeks: int, controls: int) -> float:
    """Bayesian information criterion of a fit: T ln(SSE/T) + parameters ln T.

    Args:
        fit: A fit.
        weeks: T.
        controls: Columns beside the channels'.

    Returns:
        The smaller, the better. A channel with a coefficient of 0 has no parameters.

    Example:
        >>> round(bic(Fit(np.array([0]), np.array([0.0]), 10.0), weeks=10, controls=1), 4)
        2.3026
    """
    parameters = controls + PARAMETERS * np.count_nonzero(fit.coefficients)
    per_week = max(fit.squares, 1e-300) / weeks
    return float(weeks * np.log(per_week) + parameters * np.log(weeks))
