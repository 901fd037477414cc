"""Weeks of spend and revenue as arrays, and what else may have moved the revenue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

WEEKS_PER_YEAR = 365.25 / 7
# A yearly season cannot be told from a trend within less than two of its cycles.
SEASON_WEEKS = 104


@dataclass(frozen=True)
class Panel:
    """Weekly figures, oldest first.

    Attributes:
        channels: Names of the C channels, sorted.
        weeks: Mondays of the T fitted weeks.
        spend: Spend per week and channel, shape (lead + T, C): the weeks before the fitted ones
            matter for what is still felt of them.
        revenue: Revenue of the fitted weeks, shape (T,).
    """

    channels: list[str]
    weeks: list[date]
    spend: NDArray[np.float64]
    revenue: NDArray[np.float64]

    def fitted(self, spread: NDArray[np.float64]) -> NDArray[np.float64]:
        """The rows of the fitted weeks of an array with all weeks."""
        return spread[len(spread) - len(self.revenue) :]


def read_panel(weeks: pl.DataFrame) -> Panel:
    """Arrange weekly figures as arrays; weeks without a figure have 0.

    Args:
        weeks: ``week_start_date`` (a Monday), ``channel``, ``amount_minor``. Rows without a channel
            are revenue: their first and last week bound the fitted ones. Spend later than these
            is left out, net negative spend counts as 0.

    Returns:
        The panel, empty without revenue.

    Example:
        >>> panel = read_panel(pl.DataFrame({
        ...     "week_start_date": [date(2024, 1, 1), date(2024, 1, 15), date(2024, 1, 8)],
        ...     "channel": ["email", None, None], "amount_minor": [5, 70, 60],
        ... }))
        >>> panel.spend.ravel().tolist(), panel.revenue.tolist()
        ([5.0, 0.0, 0.0], [60.0, 70.0])
    """
    is_revenue = pl.col("channel").is_null()
    revenue, spend = weeks.filter(is_revenue), weeks.filter(~is_revenue)
    channels = spend["channel"].unique().sort().to_list()
    if revenue.is_empty():
        return Panel(channels, [], np.zeros((0, len(channels))), np.zeros(0))
    first, last = revenue["week_start_date"].min(), revenue["week_start_date"].max()
    spend = spend.filter(pl.col("week_start_date") <= last)
    start = min([first, *spend["week_start_date"].to_list()])
    mondays = pl.date_range(start, last, "1w", eager=True)
    numbers = {monday: number for number, monday in enumerate(mondays)}
    columns = {channel: number for number, channel in enumerate(channels)}
    spent = np.zeros((len(mondays), len(channels)))
    earned = np.zeros(len(mondays))
    figures = ("week_start_date", "channel", "amount_minor")
    for week, channel, amount in spend.select(figures).iter_rows():
        spent[numbers[week], columns[channel]] += amount
    for week, _, amount in revenue.select(figures).iter_rows():
        earned[numbers[week]] += amount
    lead = numbers[first]
    return Panel(channels, mondays[lead:].to_list(), np.maximum(spent, 0), earned[lead:])


def control_sets(
    weeks: int, *, given: NDArray[np.float64] | None = None
) -> list[tuple[bool, int, NDArray[np.float64]]]:
    """The choices of what moves revenue beside spend: a trend or none, 0 to 3 waves a year.

    Args:
        weeks: Number of weeks T. Waves are offered from two years on.
        given: Other known influences, shape (T, any); part of every choice.

    Returns:
        Has a trend, number of waves, and the columns, an intercept first, shape (T, columns).

    Example:
        >>> [(trend, waves, columns.shape) for trend, waves, columns in control_sets(60)]
        [(False, 0, (60, 1)), (True, 0, (60, 2))]
    """
    time = np.arange(weeks)
    base = [np.ones(weeks), *([] if given is None else given.T)]
    found = []
    for has_trend in (False, True):
        for waves in range(4 if weeks >= SEASON_WEEKS else 1):
            angles = [2 * np.pi * wave * time / WEEKS_PER_YEAR for wave in range(1, waves + 1)]
            season = [wave(angle) for angle in angles for wave in (np.sin, np.cos)]
            trend = [time / weeks - 0.5] if has_trend else []
            found.append((has_trend, waves, np.column_stack([*base, *trend, *season])))
    return found
