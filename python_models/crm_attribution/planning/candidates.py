"""Every shape that a channel's curve may take, as columns of a regression."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crm_attribution.planning.panel import Panel
from crm_attribution.planning.shapes import adstock, saturate

# Of a channel's mean spend in the weeks that it had any: from soon saturated to nearly straight.
RELATIVE_SCALES = (0.25, 0.5, 1.0, 2.0, 4.0, 8.0)


@dataclass(frozen=True)
class Candidates:
    """The shapes of one family: S of them for each of C channels.

    Attributes:
        family: Family of the curves.
        decays: Decay of each shape, shape (S,).
        scales: Scale of each shape and channel, shape (C, S).
        columns: Saturated adstock of the fitted weeks, shape (C, S, T).
    """

    family: str
    decays: NDArray[np.float64]
    scales: NDArray[np.float64]
    columns: NDArray[np.float64]


@dataclass(frozen=True)
class Problem:
    """A regression with the controls taken out, as inner products.

    Attributes:
        columns: Columns less what the controls explain of them, shape (C, S, T).
        target: Revenue less what the controls explain of it, shape (T,).
        gram: Inner products of the columns, shape (C, S, C, S).
        products: Inner products of the columns and the target, shape (C, S).
        basis: Orthonormal basis of the controls, shape (T, controls).
    """

    columns: NDArray[np.float64]
    target: NDArray[np.float64]
    gram: NDArray[np.float64]
    products: NDArray[np.float64]
    basis: NDArray[np.float64]


def list_candidates(
    panel: Panel, *, family: str, decays: Sequence[float], channels: Sequence[int]
) -> Candidates:
    """List the shapes of some channels of a panel.

    Args:
        panel: Weekly figures.
        family: Family of the curves.
        decays: Decays to choose among.
        channels: Positions of the channels; each has spend in some week.

    Returns:
        The candidates, every decay with every scale of ``RELATIVE_SCALES``.

    Example:
        >>> from datetime import date
        >>> panel = Panel(["a"], [date(2024, 1, 1)], np.array([[4.0]]), np.array([9.0]))
        >>> found = list_candidates(panel, family="hill", decays=[0], channels=[0])
        >>> found.scales.tolist(), found.columns[0, 2].tolist()
        ([[1.0, 2.0, 4.0, 8.0, 16.0, 32.0]], [0.5])
    """
    spend = panel.spend[:, list(channels)]
    means = spend.sum(axis=0) / np.maximum((spend > 0).sum(axis=0), 1)
    scales = means[:, None] * np.tile(RELATIVE_SCALES, len(decays))
    spreads = [panel.fitted(adstock(spend, decay=decay)) for decay in decays]
    # Shapes (T, C) to (C, S, T), in the order of the scales.
    spread = np.repeat(np.array(spreads), len(RELATIVE_SCALES), axis=0).transpose(2, 0, 1)
    columns = saturate(spread, scale=scales[:, :, None], family=family)
    return Candidates(family, np.repeat(decays, len(RELATIVE_SCALES)), scales, columns)


def take_out(
    candidates: Candidates, *, target: NDArray[np.float64], controls: NDArray[np.float64]
) -> Problem:
    """Take the controls out of the columns and of the target (Frisch, Waugh and Lovell).

    Args:
        candidates: Shapes.
        target: Revenue per week, shape (T,).
        controls: Columns of full rank, shape (T, controls).

    Returns:
        The problem whose coefficients are those of the regression with the controls in it.

    Example:
        >>> shapes = Candidates("log", np.zeros(1), np.ones((1, 1)), np.array([[[1.0, 3.0]]]))
        >>> take_out(shapes, target=np.array([2.0, 6.0]), controls=np.ones((2, 1))).target.round(9)
        array([-2.,  2.])
    """
    basis = np.linalg.qr(controls)[0]
    columns = candidates.columns - (candidates.columns @ basis) @ basis.T
    rest = target - basis @ (basis.T @ target)
    return Problem(columns, rest, np.tensordot(columns, columns, (2, 2)), columns @ rest, basis)
