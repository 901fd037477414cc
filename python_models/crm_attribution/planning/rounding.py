"""Rounds a plan to money that can be spent."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def whole_units(
    spend: NDArray[np.float64], *, budget: int, lowest: NDArray, highest: NDArray
) -> NDArray[np.int64]:
    """Round a plan to whole minor units that add up to the budget, by largest remainders.

    Args:
        spend: A plan within its bounds that adds up to the budget but for rounding, shape (C,).
        budget: Whole units to spend.
        lowest: Least whole units per channel.
        highest: Most whole units per channel.

    Returns:
        Whole units, each within one of the plan and within its bounds, adding up to the budget.

    Example:
        >>> bounds = {"lowest": np.zeros(3), "highest": np.full(3, 9)}
        >>> whole_units(np.array([3.3, 3.3, 3.4]), budget=10, **bounds).tolist()
        [3, 3, 4]
    """
    units = np.clip(np.floor(spend), lowest, highest).astype(np.int64)
    order = np.argsort(-(spend - units), kind="stable")
    while (missing := int(budget - units.sum())) != 0:
        step = 1 if missing > 0 else -1
        room = (
            units[order] < highest[order] if step > 0 else units[order[::-1]] > lowest[order[::-1]]
        )
        chosen = (order if step > 0 else order[::-1])[room][: abs(missing)]
        if not len(chosen):
            raise ValueError(f"budget {budget}: the bounds leave {missing} units without a place")
        units[chosen] += step
    return units
