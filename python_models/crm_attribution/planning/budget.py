"""Plans a weekly budget: what each channel gets, and what that is expected to bring."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl

from crm_attribution.planning.allocation import allocate, kkt_residual
from crm_attribution.planning.gain import curves_of, expected_gain
from crm_attribution.planning.limits import list_limits, to_minor_units
from crm_attribution.planning.rounding import whole_units

PLAN: dict[str, type[pl.DataType]] = {
    "channel": pl.String,
    "plan_status": pl.String,
    "withheld_reason": pl.String,
    "budget_minor": pl.Int64,
    "current_spend_minor": pl.Int64,
    "minimum_spend_minor": pl.Int64,
    "maximum_spend_minor": pl.Int64,
    "planned_spend_minor": pl.Int64,
    "current_revenue_minor": pl.Float64,
    "planned_revenue_minor": pl.Float64,
    "current_marginal_return": pl.Float64,
    "planned_marginal_return": pl.Float64,
    # Of the whole plan: the same in every row.
    "shadow_price": pl.Float64,
    "kkt_residual": pl.Float64,
    "revenue_gain_minor": pl.Float64,
    "revenue_gain_minor_lower": pl.Float64,
    "revenue_gain_minor_upper": pl.Float64,
}


def plan_budget(
    responses: pl.DataFrame,
    *,
    bounds: pl.DataFrame,
    budget: float | None,
    change_limit: float,
    money_digits: int,
    level: float,
) -> pl.DataFrame:
    """Share a weekly budget among the channels whose marginal returns can be told apart.

    A channel moves only if its curve is not withheld and its marginal return differs for sure from
    that of another such channel; every other channel keeps its current spend, within the bounds it
    was given. Spend is the same every week, so adstock does not matter.

    Args:
        responses: One row per channel, see ``tables.RESPONSES``.
        bounds: ``channel``, ``minimum_weekly_amount`` and ``maximum_weekly_amount``, null for no
            bound of its own; a channel without a response gets its minimum.
        budget: Money to spend per week; None for the current spend.
        change_limit: Bounds of the other channels: this part below and above the current spend.
        money_digits: Decimal digits of the minor unit of money.
        level: How often an interval should cover the truth.

    Returns:
        One row per channel, sorted, with the columns of ``PLAN``. ``plan_status`` is ``optimal``,
        ``nothing_to_move`` (no channel moves, and the budget is what they keep) or, without any
        planned spend, ``no_channel_to_move``, ``budget_below_minimums`` or
        ``budget_above_maximums``.

    Example:
        >>> from crm_attribution.planning.tables import RESPONSES
        >>> common = {"curve_family": "log", "current_spend_minor": 150.0, "scale_minor": 100.0,
        ...     "replicate_scales": [100.0]}
        >>> rows = [
        ...     common | {"channel": name, "coefficient_minor": height,
        ...         "replicate_coefficients": [height], "told_apart_channels": [other]}
        ...     for name, height, other in [("a", 200.0, "b"), ("b", 100.0, "a")]
        ... ]
        >>> responses = pl.DataFrame(
        ...     [{name: row.get(name) for name in RESPONSES} for row in rows], schema=RESPONSES)
        >>> none = pl.DataFrame(schema={"channel": pl.String, "minimum_weekly_amount": pl.Float64,
        ...     "maximum_weekly_amount": pl.Float64})
        >>> plan_budget(responses, bounds=none, budget=None, change_limit=0.5, money_digits=2,
        ...     level=0.95).select("channel", "plan_status", "planned_spend_minor").rows()
        [('a', 'optimal', 225), ('b', 'optimal', 75)]
    """
    rows = list_limits(
        responses, bounds=bounds, change_limit=change_limit, money_digits=money_digits
    )
    if not rows:
        return pl.DataFrame(schema=PLAN)
    lowest, highest, current = (
        np.array([row[name] for row in rows], dtype=np.int64)
        for name in ("minimum_spend_minor", "maximum_spend_minor", "current_spend_minor")
    )
    moves = np.array([row["withheld_reason"] is None for row in rows])
    total = int(current.sum()) if budget is None else to_minor_units(budget, digits=money_digits)
    kept = np.clip(current, lowest, highest)
    rest = total - int(kept[~moves].sum())
    if not moves.any():
        status = "nothing_to_move" if rest == 0 else "no_channel_to_move"
        plan = kept if rest == 0 else None
        found: dict[str, Any] = {}
    elif rest < lowest[moves].sum():
        status, plan, found = "budget_below_minimums", None, {}
    elif rest > highest[moves].sum():
        status, plan, found = "budget_above_maximums", None, {}
    else:
        status = "optimal"
        curves = curves_of([row for row, moving in zip(rows, moves, strict=True) if moving])
        limits = {"lowest": lowest[moves], "highest": highest[moves]}
        spend, price = allocate(curves, budget=rest, **limits)
        residual = kkt_residual(curves, spend, price=price, budget=rest, **limits)
        plan = kept.copy()
        plan[moves] = whole_units(spend, budget=rest, **limits)
        found = {"shadow_price": price, "kkt_residual": residual}
    for number, row in enumerate(rows):
        planned = None if plan is None else int(plan[number])
        row |= {"plan_status": status, "budget_minor": total, "planned_spend_minor": planned}
        if row["is_curve_known"]:
            points = np.array([row["current_spend_minor"], planned or 0], dtype=np.float64)[:, None]
            curve = curves_of([row])
            row["current_revenue_minor"], revenue = curve.heights(points)[:, 0].tolist()
            row["current_marginal_return"], returns = curve.slopes(points)[:, 0].tolist()
            if planned is not None:
                row |= {"planned_revenue_minor": revenue, "planned_marginal_return": returns}
    if status == "optimal":
        # Bounds of its own may cut or raise a channel that the plan does not move.
        known = [row for row in rows if row["is_curve_known"]]
        found |= expected_gain(known, level=level)
    return pl.DataFrame([{name: (row | found).get(name) for name in PLAN} for row in rows], PLAN)
