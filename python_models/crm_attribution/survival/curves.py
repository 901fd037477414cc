"""Kaplan-Meier and Aalen-Johansen curves of many groups at once, from counts per day."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

EVENTS = ("advanced", "lost")
COUNTS = [*(f"{event}_count" for event in EVENTS), "censored_count"]
# Rounding of a product of a few thousand factors.
ROUNDING = 1e-9


def survival_curves(counts: pl.DataFrame, *, keys: Sequence[str]) -> pl.DataFrame:
    """Curves of time to advance and of the two competing ends, with their variances.

    Events of a day come before its censorings. `staying` is the Kaplan-Meier curve of advancing
    that treats a loss as if it had only hidden when the entry would have advanced;
    `<event>_incidence` are the Aalen-Johansen curves, in which who is lost never advances, and
    `<event>_variance` their delta-method variances (Marubini and Valsecchi 1995, chapter 10).

    Args:
        counts: (groups × days) the `keys`, days (whole), advanced_count, lost_count and
            censored_count: entries that ended, or were last seen, on that day after they began.
        keys: columns that tell the groups apart.

    Returns:
        The rows of `counts` in order, with at_risk_count, staying, resting (neither end yet),
        advanced_incidence, advanced_variance, lost_incidence and lost_variance after that day.

    Example:
        >>> counts = pl.DataFrame({
        ...     "stage": ["a", "a"], "days": [1, 2],
        ...     "advanced_count": [1, 1], "lost_count": [1, 0], "censored_count": [0, 1]})
        >>> survival_curves(counts, keys=["stage"])["advanced_incidence"].to_list()
        [0.25, 0.5]
    """
    by = list(keys)
    everyone = pl.sum_horizontal(COUNTS)
    ended = pl.sum_horizontal(f"{event}_count" for event in EVENTS)
    at_risk = pl.col("at_risk_count")
    curves = (
        counts.sort([*by, "days"], nulls_last=True)
        .with_columns(
            at_risk_count=everyone.sum().over(by) - everyone.cum_sum().over(by) + everyone,
            ended_count=ended,
        )
        .with_columns(
            staying=(1 - pl.col("advanced_count") / at_risk).cum_prod().over(by),
            resting=(1 - pl.col("ended_count") / at_risk).cum_prod().over(by),
            # Where all who are left end, nobody is left whose chances could vary.
            hazard_variance=pl.when(pl.col("ended_count") < at_risk)
            .then(pl.col("ended_count") / (at_risk * (at_risk - pl.col("ended_count"))))
            .otherwise(0.0),
        )
        .with_columns(before=pl.col("resting").shift(1).over(by).fill_null(1.0))
    )
    for event in EVENTS:
        curves = curves.with_columns(
            (pl.col("before") * pl.col(f"{event}_count") / at_risk)
            .cum_sum()
            .over(by)
            .alias(f"{event}_incidence")
        )
        curves = curves.with_columns(_variance(event, by).alias(f"{event}_variance"))
    return curves.drop("ended_count", "hazard_variance", "before")


def _variance(event: str, by: list[str]) -> pl.Expr:
    """Variance of the cumulative incidence: its three sums, the incidence taken out of each."""
    incidence = pl.col(f"{event}_incidence")
    at_risk, count = pl.col("at_risk_count"), pl.col(f"{event}_count")
    hazard, before = pl.col("hazard_variance"), pl.col("before")
    step = before * count / at_risk**2

    def total(term: pl.Expr) -> pl.Expr:
        return term.cum_sum().over(by)

    variance = (
        incidence**2 * total(hazard)
        - 2 * incidence * total(incidence * hazard)
        + total(incidence**2 * hazard)
        + total(before**2 * count * (at_risk - count) / at_risk**3)
        - 2 * incidence * total(step)
        + 2 * total(incidence * step)
    )
    return pl.when(variance > 0).then(variance).otherwise(0.0)
