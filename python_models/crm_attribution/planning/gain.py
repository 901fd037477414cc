"""What a plan is expected to bring more than spending as now."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from crm_attribution.planning.allocation import Curves


def curves_of(rows: list[dict[str, Any]]) -> Curves:
    """The curves of some channels.

    Args:
        rows: ``curve_family``, the same in all, ``coefficient_minor`` and ``scale_minor``.

    Returns:
        Curves, in minor units.

    Example:
        >>> row = {"curve_family": "log", "coefficient_minor": 2.0, "scale_minor": 1.0}
        >>> curves_of([row]).slopes(np.array([0.0])).tolist()
        [2.0]
    """
    columns = (
        np.array([row[name] for row in rows], dtype=np.float64)
        for name in ("coefficient_minor", "scale_minor")
    )
    return Curves(rows[0]["curve_family"], *columns)


def expected_gain(rows: list[dict[str, Any]], *, level: float) -> dict[str, float]:
    """What a plan brings per week more than the current spend of some channels.

    Args:
        rows: As for ``curves_of``, with ``replicate_coefficients``, ``replicate_scales``,
            ``current_spend_minor`` and ``planned_spend_minor``.
        level: How often the interval should cover the truth.

    Returns:
        ``revenue_gain_minor``, ``revenue_gain_minor_lower`` and ``revenue_gain_minor_upper``.

    Example:
        >>> row = {"curve_family": "hill", "coefficient_minor": 100.0, "scale_minor": 1.0,
        ...     "replicate_coefficients": [100.0], "replicate_scales": [1.0],
        ...     "current_spend_minor": 1, "planned_spend_minor": 3}
        >>> expected_gain([row], level=0.95)["revenue_gain_minor"]
        25.0
    """
    current, planned = (
        np.array([row[name] for row in rows], dtype=np.float64)
        for name in ("current_spend_minor", "planned_spend_minor")
    )

    def gain(curves: Curves) -> NDArray[np.float64]:
        return (curves.heights(planned) - curves.heights(current)).sum(axis=-1)

    replicates = Curves(
        rows[0]["curve_family"],
        np.array([row["replicate_coefficients"] for row in rows]).T,
        np.array([row["replicate_scales"] for row in rows]).T,
    )
    lower, upper = np.quantile(gain(replicates), [(1 - level) / 2, (1 + level) / 2])
    return {
        "revenue_gain_minor": float(gain(curves_of(rows))),
        "revenue_gain_minor_lower": float(lower),
        "revenue_gain_minor_upper": float(upper),
    }
