"""What a plan may give each channel, and which channels it may move."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import numpy as np
import polars as pl


def list_limits(
    responses: pl.DataFrame, *, bounds: pl.DataFrame, change_limit: float, money_digits: int
) -> list[dict[str, Any]]:
    """Join what is known of every channel with the bounds of its spend.

    Args:
        responses: One row per channel, see ``tables.RESPONSES``.
        bounds: ``channel``, ``minimum_weekly_amount`` and ``maximum_weekly_amount``, null for no
            bound of its own.
        change_limit: Bounds of the others: this part below and above the current spend.
        money_digits: Decimal digits of the minor unit of money.

    Returns:
        One row per channel of either, sorted: the columns of both, ``current_spend_minor``,
        ``minimum_spend_minor`` and ``maximum_spend_minor`` in whole minor units, why the channel
        keeps its spend (``withheld_reason``, None where it may move) and ``is_curve_known``.

    Example:
        >>> from crm_attribution.planning.tables import RESPONSES
        >>> row = {"channel": "a", "current_spend_minor": 99.6, "withheld_reason": "collinear"}
        >>> responses = pl.DataFrame([{name: row.get(name) for name in RESPONSES}], RESPONSES)
        >>> bounds = pl.DataFrame({"channel": ["a"], "minimum_weekly_amount": [None],
        ...     "maximum_weekly_amount": [1.7]})
        >>> [found] = list_limits(responses, bounds=bounds, change_limit=0.2, money_digits=2)
        >>> found["minimum_spend_minor"], found["maximum_spend_minor"]
        (80, 170)
    """
    rows = []
    joined = responses.join(bounds, on="channel", how="full", coalesce=True).sort("channel")
    for row in joined.iter_rows(named=True):
        spend = round(row["current_spend_minor"] or 0)
        is_known = row["curve_family"] is not None and row["withheld_reason"] is None
        if row["curve_family"] is None:
            row["withheld_reason"] = row["withheld_reason"] or "no_spend"
        elif row["withheld_reason"] is None and not row["told_apart_channels"]:
            row["withheld_reason"] = "marginal_return_not_told_from_others"
        least, most = (
            to_minor_units(row[name], digits=money_digits)
            for name in ("minimum_weekly_amount", "maximum_weekly_amount")
        )
        is_least_given = least is not None
        least = int(np.ceil(spend * (1 - change_limit))) if least is None else least
        most = int(np.floor(spend * (1 + change_limit))) if most is None else most
        # One bound that was given moves the other one that was not.
        if not is_least_given:
            least = min(least, most)
        else:
            most = max(least, most)
        rows.append(
            row
            | {
                "current_spend_minor": spend,
                "minimum_spend_minor": least,
                "maximum_spend_minor": most,
                "is_curve_known": is_known,
            }
        )
    return rows


def to_minor_units(amount: float | Decimal | None, *, digits: int) -> int | None:
    """Whole minor units of an amount.

    Args:
        amount: Money, or None.
        digits: Decimal digits of the minor unit.

    Returns:
        Minor units, or None.

    Example:
        >>> to_minor_units(19.99, digits=2)
        1999
    """
    return None if amount is None else round(Decimal(str(amount)).scaleb(digits))
