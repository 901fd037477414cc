"""How sure a fit is: moving-block bootstrap of its residuals."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from crm_attribution.planning.candidates import Problem
from crm_attribution.planning.fit import Fit, non_negative

# Rounds in which every replicate chooses its shapes and coefficients channel by channel.
ROUNDS = 20


def block_draws(
    residuals: NDArray[np.float64], *, replicates: int, seed: int
) -> NDArray[np.float64]:
    """Draw weeks of residuals in blocks of neighbours, which keeps what one week tells of the next.

    Blocks are T^(1/3) weeks long, rounded up, and wrap around the end (Politis and Romano 1992).

    Args:
        residuals: Shape (T,), not empty.
        replicates: R.
        seed: Start of the random numbers.

    Returns:
        Shape (R, T).

    Example:
        >>> block_draws(np.array([1.0, 1.0]), replicates=1, seed=1).tolist()
        [[1.0, 1.0]]
    """
    weeks = len(residuals)
    length = int(np.ceil(round(weeks ** (1 / 3), 9)))
    starts = np.random.default_rng(seed).integers(weeks, size=(replicates, -(-weeks // length)))
    positions = (starts[:, :, None] + np.arange(length)).reshape(replicates, -1)[:, :weeks]
    return residuals[positions % weeks]


def fitted_residuals(problem: Problem, fit: Fit, *, parameters: int) -> NDArray[np.float64]:
    """Residuals of a fit, widened by what its parameters took of them.

    Args:
        problem: The problem.
        fit: Its fit.
        parameters: Free parameters of the fit, controls included, fewer than the T weeks.

    Returns:
        Shape (T,), mean 0, times the root of T over T less the parameters.

    Example:
        >>> from crm_attribution.planning.candidates import Candidates, take_out
        >>> none = Candidates("log", np.zeros(0), np.ones((0, 0)), np.ones((0, 0, 4)))
        >>> target = np.array([1.0, -1.0, 1.0, -1.0])
        >>> problem = take_out(none, target=target, controls=np.ones((4, 1)))
        >>> fit = Fit(np.zeros(0, dtype=int), np.zeros(0), 4.0)
        >>> fitted_residuals(problem, fit, parameters=3).round(9).tolist()
        [2.0, -2.0, 2.0, -2.0]
    """
    columns = problem.columns[np.arange(len(fit.shapes)), fit.shapes]
    residuals = problem.target - fit.coefficients @ columns
    weeks = len(residuals)
    return (residuals - residuals.mean()) * np.sqrt(weeks / (weeks - parameters))


def refit_replicates(
    problem: Problem, fit: Fit, *, draws: NDArray[np.float64]
) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
    """Choose shapes and coefficients anew for what revenue might have been.

    Args:
        problem: The problem.
        fit: Its fit, where every replicate starts.
        draws: Residuals to add to what the fit expects, shape (R, T).

    Returns:
        Shapes and coefficients of the replicates, both of shape (R, C).

    Example:
        >>> from crm_attribution.planning.candidates import Candidates, take_out
        >>> shapes = Candidates("log", np.zeros(1), np.ones((1, 1)), np.array([[[1.0, 2.0]]]))
        >>> problem = take_out(shapes, target=np.array([4.0, 6.0]), controls=np.ones((2, 1)))
        >>> fit = non_negative(problem, np.array([0]))
        >>> refit_replicates(problem, fit, draws=np.array([[-1.0, 1.0]]))[1].round(9).tolist()
        [[4.0]]
    """
    channels = np.arange(len(fit.shapes))
    expected = fit.coefficients @ problem.columns[channels, fit.shapes]
    targets = expected + draws - (draws @ problem.basis) @ problem.basis.T
    products = np.einsum("cst,rt->rcs", problem.columns, targets, optimize=True)
    lengths = np.maximum(np.einsum("cscs->cs", problem.gram), 1e-12)
    shapes = np.tile(fit.shapes, (len(draws), 1))
    coefficients = np.tile(fit.coefficients, (len(draws), 1))
    replicates = np.arange(len(draws))
    for _ in range(ROUNDS):
        for channel in channels:
            others = channels[channels != channel]
            # (R, others, S): what each other channel, as it is now, has in common with each shape.
            common = problem.gram[others, shapes[:, others], channel]
            rest = products[:, channel] - np.einsum("ro,ros->rs", coefficients[:, others], common)
            best = np.maximum(rest, 0) / lengths[channel]
            shapes[:, channel] = np.argmax(best**2 * lengths[channel], axis=1)
            coefficients[:, channel] = best[replicates, shapes[:, channel]]
    for number in range(len(draws)):
        columns = problem.columns[channels, shapes[number]]
        anew = Problem(columns[:, None], targets[number], problem.gram, products, problem.basis)
        coefficients[number] = non_negative(anew, np.zeros_like(fit.shapes)).coefficients
    return shapes, coefficients
