"""Arranges figures by period and channel as series without gaps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

ALL, OTHER = "(all channels)", "(other)"


@dataclass(frozen=True)
class Series:
    """One metric of one channel.

    Attributes:
        metric: What is counted.
        channel: Channel, ``(other)`` or ``(all channels)``.
        periods: First days, oldest first.
        values: One figure per period.
    """

    metric: str
    channel: str
    periods: list[date]
    values: NDArray[np.float64]


def read_series(figures: pl.DataFrame, *, most_channels: int) -> list[Series]:
    """Read one series per metric and channel, the largest channels by themselves.

    Args:
        figures: ``metric``, ``channel``, ``period_start_date``, ``value``. Rows without a channel
            say which periods a metric covers, whatever their value.
        most_channels: Channels per metric that stand by themselves, by the sum of their figures;
            the others are ``(other)``.

    Returns:
        Series sorted by metric and channel, ``(all channels)`` among them; a period without figures
        is 0, and figures outside the periods are left out.

    Example:
        >>> days = [date(2024, 1, 1), date(2024, 2, 1)]
        >>> figures = pl.DataFrame(
        ...     [("spend", None, days[0], 0), ("spend", None, days[1], 0),
        ...      ("spend", "email", days[0], 5), ("spend", "search", days[1], 3)],
        ...     schema=["metric", "channel", "period_start_date", "value"], orient="row")
        >>> [(one.channel, one.values.tolist()) for one in read_series(figures, most_channels=1)]
        [('(all channels)', [5.0, 3.0]), ('(other)', [0.0, 3.0]), ('email', [5.0, 0.0])]
    """
    found = []
    for metric in figures["metric"].unique().sort():
        of_metric = figures.filter(pl.col("metric") == metric)
        is_span = pl.col("channel").is_null()
        periods = of_metric.filter(is_span)["period_start_date"].unique().sort().to_list()
        places = {period: place for place, period in enumerate(periods)}
        rows = of_metric.filter(~is_span & pl.col("period_start_date").is_in(periods))
        totals = rows.group_by("channel").agg(pl.col("value").sum())
        ranked = totals.sort(["value", "channel"], descending=[True, False])["channel"].to_list()
        largest = set(ranked[:most_channels])
        values = {ALL: np.zeros(len(periods))}
        for channel, period, value in rows.select(
            "channel", "period_start_date", "value"
        ).iter_rows():
            name = channel if channel in largest else OTHER
            for each in (name, ALL):
                values.setdefault(each, np.zeros(len(periods)))[places[period]] += float(value)
        found += [Series(metric, name, periods, values[name]) for name in sorted(values)]
    return found
