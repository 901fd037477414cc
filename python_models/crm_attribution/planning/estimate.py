"""Fits the response curves of all channels and says which of them can be trusted."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl
from numpy.typing import NDArray

from crm_attribution.planning.no_effect import effect_p_value
from crm_attribution.planning.panel import read_panel
from crm_attribution.planning.regression import PARAMETERS, choose_regression
from crm_attribution.planning.resampling import block_draws, fitted_residuals, refit_replicates
from crm_attribution.planning.screening import doubtful, shared_variation, unusable
from crm_attribution.planning.shapes import slope
from crm_attribution.planning.tables import response_rows


def fit_responses(
    weeks: pl.DataFrame,
    *,
    families: Sequence[str],
    decays: Sequence[float],
    minimum_weeks: int,
    recent_weeks: int,
    replicates: int,
    seed: int,
    level: float,
    controls: NDArray[np.float64] | None = None,
) -> pl.DataFrame:
    """Regress weekly revenue on the saturated adstock of every channel's spend at once.

    Args:
        weeks: See ``read_panel``; minor units of money.
        families: Families to choose among, ``log`` and ``hill``, by the smallest BIC.
        decays: Decays to choose among, channel by channel, by least squares.
        minimum_weeks: Fewest weeks of revenue; without them every channel is withheld.
        recent_weeks: Last weeks whose mean spend is the current spend.
        replicates: Bootstrap replicates, from 100.
        seed: Start of their random numbers.
        level: How often an interval should cover the truth.
        controls: Other known influences of the weeks of revenue, shape (T, any).

    Returns:
        One row per channel, sorted, with the columns of ``tables.RESPONSES``.

    Raises:
        ValueError: A decay or family is not allowed.

    Example:
        >>> weeks = pl.DataFrame({
        ...     "week_start_date": [], "channel": [], "amount_minor": [],
        ... }, schema={"week_start_date": pl.Date, "channel": pl.String, "amount_minor": pl.Int64})
        >>> fit_responses(weeks, families=["log"], decays=[0.5], minimum_weeks=52, recent_weeks=13,
        ...     replicates=100, seed=1, level=0.95).height
        0
    """
    panel = read_panel(weeks)
    recent = panel.fitted(panel.spend)[-recent_weeks:]
    current = recent.mean(axis=0) if len(recent) else np.zeros(len(panel.channels))
    least = max(minimum_weeks, PARAMETERS * (len(panel.channels) + 2))
    reasons = unusable(panel, minimum_weeks=least, current=current)
    used = [number for number, reason in enumerate(reasons) if reason is None]
    if not used:
        return response_rows(panel, reasons=reasons, current=current)
    chosen = choose_regression(
        panel, families=families, decays=decays, channels=used, controls=controls
    )
    candidates, problem, fit = chosen.candidates, chosen.problem, chosen.fit
    active = fit.coefficients > 0
    parameters = chosen.controls + PARAMETERS * int(active.sum())
    residuals = fitted_residuals(problem, fit, parameters=parameters)
    draws = block_draws(residuals, replicates=replicates, seed=seed)
    shapes, coefficients = refit_replicates(problem, fit, draws=draws)
    rank = np.arange(len(used))
    scales = candidates.scales[rank, shapes]
    returns = (
        chosen.unit * coefficients * slope(current[used], scale=scales, family=candidates.family)
    )
    tails = [(1 - level) / 2, (1 + level) / 2]
    bounds = np.quantile(returns, tails, axis=0)
    raw = candidates.columns[rank, fit.shapes]
    shared = shared_variation(problem, fit, raw - raw.mean(axis=1, keepdims=True))
    p_values = [
        effect_p_value(
            problem,
            fit,
            channel=number,
            parameters=parameters - PARAMETERS * int(active[number]),
            replicates=replicates,
            seed=seed,
        )
        for number in rank
    ]
    for number, channel in enumerate(used):
        reasons[channel] = doubtful(
            by_controls=shared[number][0],
            by_all=shared[number][1],
            p_value=p_values[number],
            lower=bounds[0, number],
            level=level,
        )
    total = ((panel.revenue - panel.revenue.mean()) ** 2).sum() / chosen.unit**2
    return response_rows(
        panel,
        reasons=reasons,
        current=current,
        used=used,
        fitted={
            "curve_family": candidates.family,
            "adstock_decay": candidates.decays[fit.shapes],
            "scale_minor": candidates.scales[rank, fit.shapes],
            "coefficient_minor": chosen.unit * fit.coefficients,
            "effect_p_value": np.array(p_values),
            "shared_variation": np.array([share for _, share, _ in shared]),
            "nearest_channel": [
                None if other is None else panel.channels[used[other]] for _, _, other in shared
            ],
            "replicate_coefficients": chosen.unit * coefficients.T,
            "replicate_scales": scales.T,
            "r_squared": 1 - fit.squares / total,
            "r_squared_beside_controls": 1 - fit.squares / (problem.target @ problem.target),
            "has_trend": chosen.has_trend,
            "yearly_waves": chosen.waves,
        },
        returns=returns,
        tails=tails,
    )
