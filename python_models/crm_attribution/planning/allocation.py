"""Shares a budget among concave curves: each unit goes where it still brings most."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq

from crm_attribution.planning.shapes import saturate, slope, spend_at_slope


@dataclass(frozen=True)
class Curves:
    """Curves of C channels, all of one family.

    Attributes:
        family: ``log`` or ``hill``.
        coefficients: Above 0, shape (C,).
        scales: Above 0, shape (C,).
    """

    family: str
    coefficients: NDArray[np.float64]
    scales: NDArray[np.float64]

    def heights(self, spend: NDArray[np.float64]) -> NDArray[np.float64]:
        """Revenue per channel at a spend of shape (…, C)."""
        return self.coefficients * saturate(spend, scale=self.scales, family=self.family)

    def slopes(self, spend: NDArray[np.float64]) -> NDArray[np.float64]:
        """Marginal return per channel at a spend of shape (…, C)."""
        return self.coefficients * slope(spend, scale=self.scales, family=self.family)


def allocate(
    curves: Curves,
    *,
    budget: float,
    lowest: NDArray[np.float64],
    highest: NDArray[np.float64],
) -> tuple[NDArray[np.float64], float]:
    """The spend that brings most, within bounds.

    The curves are concave and add up, so at the optimum all channels between their bounds have the
    same marginal return, the shadow price: what one more unit of budget would bring. The spend at a
    price falls as the price rises, and brentq (scipy) finds the price at which the budget is spent.

    Args:
        curves: C curves.
        budget: From the sum of the lowest to that of the highest.
        lowest: Least spend per channel, 0 or more, shape (C,).
        highest: Most spend per channel, shape (C,).

    Returns:
        Spend per channel, and the shadow price. Where every channel is at a bound, the price is the
        highest marginal return among those that could still take more, else the lowest of all.

    Raises:
        ValueError: The budget is outside what the bounds allow.

    Example:
        200 ln(1 + x/100) and 100 ln(1 + x/100): 100 + x is as 2 to 1, so 300 gives 233.3 and 66.7.

        >>> curves = Curves("log", np.array([200.0, 100.0]), np.array([100.0, 100.0]))
        >>> spend, price = allocate(
        ...     curves, budget=300, lowest=np.zeros(2), highest=np.full(2, 300.0))
        >>> spend.round(2).tolist(), round(price, 6)
        ([233.33, 66.67], 0.6)
    """
    least, most = lowest.sum(), highest.sum()
    if not least <= budget <= most:
        raise ValueError(f"budget {budget}: {least} to {most} is allowed by the bounds")

    def spend_at(log_price: float) -> NDArray[np.float64]:
        wanted = spend_at_slope(
            np.exp(log_price) / curves.coefficients, scale=curves.scales, family=curves.family
        )
        return np.clip(wanted, lowest, highest)

    if budget in (least, most) or least == most:
        spend = (lowest if budget == least else highest).astype(np.float64)
    else:
        ends = np.log([curves.slopes(highest).min() / 2, curves.slopes(lowest).max() * 2])
        root = brentq(lambda log: spend_at(log).sum() - budget, *ends, xtol=1e-15, rtol=1e-15)
        spend = spend_at(root)
        # What the last bit of the price leaves over goes to the channels that can move.
        free = (spend > lowest) & (spend < highest)
        if free.any():
            spend[free] += (budget - spend.sum()) * spend[free] / spend[free].sum()
    slopes = curves.slopes(spend)
    free = (spend > lowest) & (spend < highest)
    if free.any():
        return spend, float(np.average(slopes[free]))
    can_take = slopes[spend < highest]
    return spend, float(can_take.max() if len(can_take) else slopes.min())


def kkt_residual(
    curves: Curves,
    spend: NDArray[np.float64],
    *,
    price: float,
    budget: float,
    lowest: NDArray[np.float64],
    highest: NDArray[np.float64],
) -> float:
    """How far a plan is from the conditions of Karush, Kuhn and Tucker, relative to the price.

    Args:
        curves: C curves.
        spend: The plan, shape (C,).
        price: Its shadow price, above 0.
        budget: What is to be spent.
        lowest: Least spend per channel, shape (C,).
        highest: Most spend per channel, shape (C,).

    Returns:
        The largest of: |slope − price| / price of a channel between its bounds, what a channel at
        its lowest has above the price or at its highest below it, over the price, and what the
        plan misses of the budget or of a bound, over the budget.

    Example:
        >>> curves = Curves("log", np.array([200.0, 100.0]), np.array([100.0, 100.0]))
        >>> bounds = {"lowest": np.zeros(2), "highest": np.full(2, 300.0)}
        >>> even = np.array([150.0, 150.0])
        >>> round(kkt_residual(curves, even, price=0.6, budget=300.0, **bounds), 9)
        0.333333333
    """
    gaps = (curves.slopes(spend) - price) / price
    at_lowest, at_highest = spend <= lowest, spend >= highest
    stationary = np.select(
        [at_lowest & at_highest, at_lowest, at_highest],
        [np.zeros(len(spend)), np.maximum(gaps, 0), np.maximum(-gaps, 0)],
        np.abs(gaps),
    )
    outside = np.maximum(lowest - spend, 0) + np.maximum(spend - highest, 0)
    missed = max(abs(spend.sum() - budget), outside.max(initial=0)) / max(budget, 1)
    return float(max(stationary.max(initial=0), missed))
