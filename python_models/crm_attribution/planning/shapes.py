"""Concave response curves: how revenue per week grows with spend per week.

A curve is ``coefficient * saturate(spend, scale)``. Both families are 0 at 0, grow, and bend
downwards everywhere, so a budget has one optimum. A Hill curve with an exponent above 1 would not
be concave and one below 1 would promise infinite returns on the first unit: the exponent is 1.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

FAMILIES = ("log", "hill")


def adstock(spend: ArrayLike, *, decay: float) -> NDArray[np.float64]:
    """Spread each week's spend over the weeks after it, geometrically.

    The weights (1 − decay) decayᵏ add up to 1, so constant spend is its own adstock: a curve of the
    adstock is the curve of constant weekly spend.

    Args:
        spend: Spend per week, shape (weeks,) or (weeks, channels); none before the first week.
        decay: Part of the effect that is left a week later, from 0 to below 1.

    Returns:
        Array of the shape of ``spend``.

    Raises:
        ValueError: The decay is not allowed.

    Example:
        >>> adstock([8, 0, 0], decay=0.5).tolist()
        [4.0, 2.0, 1.0]
    """
    if not 0 <= decay < 1:
        raise ValueError(f"decay {decay}: a number from 0 to below 1 is allowed")
    spread = (1 - decay) * np.array(spend, dtype=np.float64)
    for week in range(1, len(spread)):
        spread[week] += decay * spread[week - 1]
    return spread


def saturate(spend: ArrayLike, *, scale: ArrayLike, family: str) -> NDArray[np.float64]:
    """Height of a curve with coefficient 1: ln(1 + x/s) (log) or x/(s + x) (hill).

    Args:
        spend: Spend per week, 0 or more.
        scale: s in the unit of spend, above 0; of hill the spend that brings half of all.
        family: ``log`` or ``hill``.

    Returns:
        Heights, by numpy's rules for ``spend`` and ``scale`` of different shapes.

    Raises:
        ValueError: The family is not known.

    Example:
        >>> saturate([0, 5, 15], scale=5, family="hill").tolist()
        [0.0, 0.5, 0.75]
    """
    ratio = np.asarray(spend, dtype=np.float64) / scale
    if _known(family) == "log":
        return np.log1p(ratio)
    return ratio / (1 + ratio)


def slope(spend: ArrayLike, *, scale: ArrayLike, family: str) -> NDArray[np.float64]:
    """Slope of ``saturate``: 1/(s + x) (log) or s/(s + x)² (hill).

    Args:
        spend: As for ``saturate``.
        scale: As for ``saturate``.
        family: As for ``saturate``.

    Returns:
        Slopes per unit of spend; times the coefficient they are marginal returns.

    Raises:
        ValueError: The family is not known.

    Example:
        >>> slope([0, 5], scale=5, family="log").tolist()
        [0.2, 0.1]
    """
    scale = np.asarray(scale, dtype=np.float64)
    total = scale + np.asarray(spend, dtype=np.float64)
    return 1 / total if _known(family) == "log" else scale / total**2


def spend_at_slope(slope: ArrayLike, *, scale: ArrayLike, family: str) -> NDArray[np.float64]:
    """The spend at which ``saturate`` has a given slope, negative where it never is that steep.

    Args:
        slope: Slope per unit of spend, above 0.
        scale: As for ``saturate``.
        family: As for ``saturate``.

    Returns:
        Spend; the inverse of the function ``slope``.

    Raises:
        ValueError: The family is not known.

    Example:
        >>> spend_at_slope(0.1, scale=5, family="log").item()
        5.0
    """
    slope, scale = np.asarray(slope, dtype=np.float64), np.asarray(scale, dtype=np.float64)
    return (1 / slope if _known(family) == "log" else np.sqrt(scale / slope)) - scale


def _known(family: str) -> str:
    if family not in FAMILIES:
        raise ValueError(f"family '{family}' is not known; {' and '.join(FAMILIES)} are")
    return family
