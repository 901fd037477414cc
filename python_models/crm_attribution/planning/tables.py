"""The table of response curves, one row per channel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from crm_attribution.planning.panel import Panel
from crm_attribution.planning.shapes import slope

DOUBLES = pl.List(pl.Float64)
RESPONSES: dict[str, pl.DataType | type[pl.DataType]] = {
    "channel": pl.String,
    "withheld_reason": pl.String,
    # The channel that a collinear one cannot be told from; null for every other reason.
    "collinear_channel": pl.String,
    "curve_family": pl.String,
    "week_count": pl.Int32,
    "spend_week_count": pl.Int32,
    # Mean weekly spend of the last weeks, and the highest of any week, in minor units.
    "current_spend_minor": pl.Float64,
    "highest_spend_minor": pl.Float64,
    "adstock_decay": pl.Float64,
    "scale_minor": pl.Float64,
    "coefficient_minor": pl.Float64,
    "coefficient_minor_lower": pl.Float64,
    "coefficient_minor_upper": pl.Float64,
    # Revenue per unit of spend, at the current spend.
    "marginal_return": pl.Float64,
    "marginal_return_lower": pl.Float64,
    "marginal_return_upper": pl.Float64,
    "effect_p_value": pl.Float64,
    "shared_variation": pl.Float64,
    # Of the whole regression: the same in every row.
    "r_squared": pl.Float64,
    "r_squared_beside_controls": pl.Float64,
    "has_trend": pl.Boolean,
    "yearly_waves": pl.Int32,
    # Channels whose marginal return differs from this one's for sure.
    "told_apart_channels": pl.List(pl.String),
    "replicate_coefficients": DOUBLES,
    "replicate_scales": DOUBLES,
}


def response_rows(
    panel: Panel,
    *,
    reasons: Sequence[str | None],
    current: NDArray[np.float64],
    used: Sequence[int] = (),
    fitted: Mapping[str, Any] | None = None,
    returns: NDArray[np.float64] | None = None,
    tails: Sequence[float] = (),
) -> pl.DataFrame:
    """Put the rows together; what was not fitted is null.

    Args:
        panel: Weekly figures of C channels.
        reasons: Why each channel is withheld, None where it is not, shape (C,).
        current: Current weekly spend, shape (C,).
        used: Positions of the U channels that were fitted.
        fitted: Columns of ``RESPONSES`` by name, one value for all or one per fitted channel, and
            ``nearest_channel``.
        returns: Marginal returns of the R replicates at the current spend, shape (R, U).
        tails: Quantiles of the lower and of the upper bound.

    Returns:
        One row per channel, in the order of the panel.

    Example:
        >>> panel = Panel(["a"], [], np.zeros((0, 1)), np.zeros(0))
        >>> rows = response_rows(panel, reasons=["too_few_weeks"], current=np.zeros(1))
        >>> rows.select("channel", "withheld_reason", "coefficient_minor").rows()
        [('a', 'too_few_weeks', None)]
    """
    spend = panel.fitted(panel.spend)
    rows: list[dict[str, Any]] = [
        {
            "channel": channel,
            "withheld_reason": reasons[number],
            "week_count": len(panel.revenue),
            "spend_week_count": int((spend[:, number] > 0).sum()),
            "current_spend_minor": current[number],
            "highest_spend_minor": spend[:, number].max(initial=0.0),
        }
        for number, channel in enumerate(panel.channels)
    ]
    for position, number in enumerate(used):
        row = rows[number] | {
            name: value if np.ndim(value) == 0 else _plain(value[position])
            for name, value in fitted.items()
        }
        collinear = row["withheld_reason"] == "collinear"
        row["collinear_channel"] = row.pop("nearest_channel") if collinear else None
        row["marginal_return"] = row["coefficient_minor"] * float(
            slope(current[number], scale=row["scale_minor"], family=row["curve_family"])
        )
        coefficients = row["replicate_coefficients"]
        row["coefficient_minor_lower"], row["coefficient_minor_upper"] = np.quantile(
            coefficients, tails
        ).tolist()
        row["marginal_return_lower"], row["marginal_return_upper"] = np.quantile(
            returns[:, position], tails
        ).tolist()
        row["told_apart_channels"] = [
            panel.channels[other]
            for place, other in enumerate(used)
            if reasons[number] is None
            and reasons[other] is None
            and other != number
            and _excludes_zero(returns[:, position] - returns[:, place], tails)
        ]
        rows[number] = row
    return pl.DataFrame(
        [{name: row.get(name) for name in RESPONSES} for row in rows], schema=RESPONSES
    )


def _plain(value: Any) -> Any:  # noqa: ANN401
    """A value or array without numpy's types."""
    return value.tolist() if hasattr(value, "tolist") else value


def _excludes_zero(differences: NDArray[np.float64], tails: Sequence[float]) -> bool:
    lower, upper = np.quantile(differences, tails)
    return bool(lower > 0 or upper < 0)
