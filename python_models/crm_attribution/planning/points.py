"""Points of the response curves, for plotting and reading off."""

from __future__ import annotations

import numpy as np
import polars as pl

from crm_attribution.planning.shapes import saturate, slope

# Steps from nothing to twice the highest spend of a week.
STEPS = 20
POINTS: dict[str, type[pl.DataType]] = {
    "channel": pl.String,
    "point_number": pl.Int32,
    "weekly_spend_minor": pl.Float64,
    "expected_revenue_minor": pl.Float64,
    "expected_revenue_minor_lower": pl.Float64,
    "expected_revenue_minor_upper": pl.Float64,
    "marginal_return": pl.Float64,
    "marginal_return_lower": pl.Float64,
    "marginal_return_upper": pl.Float64,
    "is_current_spend": pl.Boolean,
    "is_extrapolated": pl.Boolean,
}


def list_points(responses: pl.DataFrame, *, level: float) -> pl.DataFrame:
    """List each channel's curve at 21 even steps of spend, and at its current spend.

    Args:
        responses: One row per channel, see ``tables.RESPONSES``.
        level: How often an interval should cover the truth.

    Returns:
        22 rows per channel, sorted by spend, with the columns of ``POINTS``: revenue per week that
        the channel adds to none of it, and what a further unit of spend adds. Of a channel that is
        withheld only the bounds are told, and nothing where it was not fitted. Spend above the
        highest of any week is extrapolated.

    Example:
        1 000 ln(1 + x/100) at 100, and its slope.

        >>> from crm_attribution.planning.tables import RESPONSES
        >>> curve = {"channel": "a", "curve_family": "log", "current_spend_minor": 100.0,
        ...     "highest_spend_minor": 200.0, "scale_minor": 100.0, "coefficient_minor": 1000.0,
        ...     "replicate_coefficients": [1000.0], "replicate_scales": [100.0]}
        >>> rows = pl.DataFrame([{name: curve.get(name) for name in RESPONSES}], schema=RESPONSES)
        >>> found = list_points(rows, level=0.95).filter("is_current_spend").row(0, named=True)
        >>> round(found["expected_revenue_minor"], 3), found["marginal_return"]
        (693.147, 5.0)
    """
    frames = []
    for row in responses.iter_rows(named=True):
        steps = np.linspace(0, 2 * row["highest_spend_minor"], STEPS + 1)
        spend = np.append(steps, row["current_spend_minor"])
        is_current = np.arange(len(spend)) > STEPS
        order = np.lexsort((is_current, spend))
        spend = spend[order]
        frames.append(
            pl.DataFrame(
                {
                    "channel": row["channel"],
                    "point_number": np.arange(1, len(spend) + 1),
                    "weekly_spend_minor": spend,
                    **_heights(row, spend, level=level),
                    "is_current_spend": is_current[order],
                    "is_extrapolated": spend > row["highest_spend_minor"],
                },
                schema=POINTS,
            )
        )
    return pl.concat(frames) if frames else pl.DataFrame(schema=POINTS)


def _heights(row: dict, spend: np.ndarray, *, level: float) -> dict[str, np.ndarray | None]:
    """Revenue and marginal return with their bounds; None where there is no curve."""
    names = ("expected_revenue_minor", "marginal_return")
    if row["curve_family"] is None:
        return {name + end: None for name in names for end in ("", "_lower", "_upper")}
    tails = [(1 - level) / 2, (1 + level) / 2]
    found: dict[str, np.ndarray | None] = {}
    for name, function in zip(names, (saturate, slope), strict=True):
        height = function(spend, scale=row["scale_minor"], family=row["curve_family"])
        is_told = row["withheld_reason"] is None
        found[name] = row["coefficient_minor"] * height if is_told else None
        drawn = np.array(row["replicate_coefficients"]) * function(
            spend[:, None], scale=np.array(row["replicate_scales"]), family=row["curve_family"]
        )
        found[name + "_lower"], found[name + "_upper"] = np.quantile(drawn, tails, axis=1)
    return found
