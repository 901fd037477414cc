"""The shapes and coefficients that explain revenue best, all channels at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import nnls

from crm_attribution.planning.candidates import Problem

# A channel's own shape is chosen anew, given the others', until none changes.
MOST_SWEEPS = 50


@dataclass(frozen=True)
class Fit:
    """A fit of one problem.

    Attributes:
        shapes: Position of each channel's shape, shape (C,).
        coefficients: 0 or more, shape (C,).
        squares: Sum of squared residuals.
    """

    shapes: NDArray[np.intp]
    coefficients: NDArray[np.float64]
    squares: float


def fit_shapes(problem: Problem) -> Fit:
    """Least squares over all shapes, with coefficients of 0 or more.

    Every channel in turn takes the shape that is best given the shapes of the others, whose
    coefficients follow, from several starts; the best end is kept. Exact for one channel.

    Args:
        problem: C channels with S shapes each.

    Returns:
        The fit.

    Example:
        >>> from crm_attribution.planning.candidates import Candidates, take_out
        >>> columns = np.array([[[1.0, 2.0, 4.0], [1.0, 2.0, 3.0]]])
        >>> shapes = Candidates("log", np.zeros(2), np.ones((1, 2)), columns)
        >>> found = fit_shapes(
        ...     take_out(shapes, target=np.array([5.0, 7.0, 9.0]), controls=np.ones((3, 1)))
        ... )
        >>> found.shapes.item(), found.coefficients.round(9).item()
        (1, 2.0)
    """
    channels, shapes, _ = problem.columns.shape
    starts = sorted({0, shapes // 2, shapes - 1}) if channels else [0]
    fits = [_descend(problem, np.full(channels, start, dtype=np.intp)) for start in starts]
    return min(fits, key=lambda fit: fit.squares)


def non_negative(problem: Problem, shapes: NDArray[np.intp]) -> Fit:
    """Least squares with coefficients of 0 or more, the shapes given.

    Args:
        problem: C channels with S shapes each.
        shapes: Position of each channel's shape, shape (C,).

    Returns:
        The fit.

    Example:
        >>> from crm_attribution.planning.candidates import Candidates, take_out
        >>> shapes = Candidates("log", np.zeros(1), np.ones((1, 1)), np.array([[[1.0, 2.0]]]))
        >>> problem = take_out(shapes, target=np.array([5.0, 4.0]), controls=np.ones((2, 1)))
        >>> non_negative(problem, np.array([0])).coefficients.tolist()
        [0.0]
    """
    columns = problem.columns[np.arange(len(shapes)), shapes].T
    if not columns.size:
        return Fit(shapes, np.zeros(len(shapes)), float(problem.target @ problem.target))
    coefficients, norm = nnls(columns, problem.target)
    return Fit(shapes, coefficients, norm**2)


def _descend(problem: Problem, shapes: NDArray[np.intp]) -> Fit:
    """Changes one channel's shape at a time while that lessens the squares."""
    best = non_negative(problem, shapes)
    for _ in range(MOST_SWEEPS):
        before = best
        for channel in range(len(shapes)):
            others = np.flatnonzero(best.coefficients)
            others = others[others != channel]
            gains = explained(problem, channel, others, best.shapes[others])
            tried = best.shapes.copy()
            tried[channel] = np.argmax(gains)
            if gains.max() > 0 and tried[channel] != best.shapes[channel]:
                # Where another's coefficient would turn negative the gain is not the whole truth.
                best = min(best, non_negative(problem, tried), key=lambda fit: fit.squares)
        if best is before:
            break
    return best


def explained(
    problem: Problem, channel: int, others: NDArray[np.intp], shapes: NDArray[np.intp]
) -> NDArray[np.float64]:
    """Squares that each shape of a channel explains beside other channels, 0 for a negative effect.

    Args:
        problem: C channels with S shapes each.
        channel: Position of the channel.
        others: Positions of the others.
        shapes: Their shapes.

    Returns:
        Shape (S,).

    Example:
        >>> from crm_attribution.planning.candidates import Candidates, take_out
        >>> shapes = Candidates("log", np.zeros(1), np.ones((1, 1)), np.array([[[1.0, 2.0]]]))
        >>> problem = take_out(shapes, target=np.array([4.0, 6.0]), controls=np.ones((2, 1)))
        >>> none = np.array([], dtype=int)
        >>> explained(problem, 0, none, none).round(9).tolist()
        [2.0]
    """
    gram = problem.gram[others, shapes][:, others, shapes]
    cross = problem.gram[others, shapes][:, channel]
    along = np.linalg.lstsq(gram, cross, rcond=None)[0] if len(others) else cross
    lengths = np.einsum("ss->s", problem.gram[channel, :, channel]) - (cross * along).sum(axis=0)
    products = problem.products[channel] - problem.products[others, shapes] @ along
    # What others explain but for rounding is not worth a coefficient.
    floor = 1e-9 * np.einsum("ss->s", problem.gram[channel, :, channel])
    usable = (lengths > floor) & (products > 0)
    return np.where(usable, products**2 / np.where(usable, lengths, 1), 0)
