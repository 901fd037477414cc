"""Whether a channel explains more of the revenue than one without effect would by chance."""

from __future__ import annotations

import numpy as np

from crm_attribution.planning.candidates import Problem
from crm_attribution.planning.fit import Fit, explained, non_negative
from crm_attribution.planning.resampling import block_draws, fitted_residuals


def effect_p_value(
    problem: Problem, fit: Fit, *, channel: int, parameters: int, replicates: int, seed: int
) -> float:
    """How often a channel without effect would explain as much, its shape chosen freely.

    Without an effect the shape means nothing, so the usual tables do not apply (Davies 1987): the
    channel is taken out, the residuals of that fit are drawn again, and the most that any of its
    shapes explains of a draw is compared with what it explains of the revenue.

    Args:
        problem: The problem.
        fit: Its fit.
        channel: Position of the channel.
        parameters: Free parameters without the channel.
        replicates: R draws.
        seed: Start of the random numbers.

    Returns:
        (1 + draws that explain as much) / (1 + R).

    Example:
        >>> from crm_attribution.planning.candidates import Candidates, take_out
        >>> column = np.arange(8.0) ** 2
        >>> shapes = Candidates("log", np.zeros(1), np.ones((1, 1)), column[None, None])
        >>> problem = take_out(shapes, target=column, controls=np.ones((8, 1)))
        >>> fit = non_negative(problem, np.array([0]))
        >>> effect_p_value(problem, fit, channel=0, parameters=1, replicates=19, seed=1)
        0.05
    """
    others = np.flatnonzero(np.arange(len(fit.shapes)) != channel)
    reduced = Problem(
        problem.columns[others], problem.target, problem.gram, problem.products, problem.basis
    )
    without = non_negative(reduced, fit.shapes[others])
    active = others[without.coefficients > 0]
    used = problem.columns[active, fit.shapes[active]]
    basis = np.column_stack([problem.basis, np.linalg.qr(used.T)[0]])
    lone = problem.columns[channel]
    lone = lone - (lone @ basis) @ basis.T
    lengths = (lone**2).sum(axis=1)
    lone = lone[lengths > 1e-9 * (problem.columns[channel] ** 2).sum(axis=1)]
    if not len(lone):
        return 1.0
    lone /= np.linalg.norm(lone, axis=1)[:, None]
    residuals = fitted_residuals(reduced, without, parameters=parameters)
    draws = block_draws(residuals, replicates=replicates, seed=seed)
    gained = np.maximum(draws @ lone.T, 0).max(axis=1) ** 2
    total = (draws**2).sum(axis=1) - ((draws @ basis) ** 2).sum(axis=1)
    gain = explained(problem, channel, active, fit.shapes[active]).max()
    ratio = gain / max(without.squares - gain, 1e-300)
    as_much = gained >= ratio * np.maximum(total - gained, 0) * (1 - 1e-12)
    return float((1 + as_much.sum()) / (1 + replicates))
