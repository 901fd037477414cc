"""Time to advance and its rates at fixed horizons, of many groups at once."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import NormalDist

import polars as pl

from crm_attribution.survival.curves import COUNTS, EVENTS, ROUNDING, survival_curves

QUANTILES = {"median": 0.5, "p90": 0.9}


def estimate_advances(
    counts: pl.DataFrame,
    *,
    keys: Sequence[str],
    interval_level: float,
    horizons: Sequence[int] = (30, 90, 180),
) -> pl.DataFrame:
    """What share of each group has advanced, or is lost, some days on, and how long that takes.

    Rates are Aalen-Johansen cumulative incidences, and undefined where nobody was seen for so long
    and somebody is left. Their intervals are Wilson's at the number of entries which, followed to
    the end, would give the rate the same variance; where the rate is 0 or 1 at the number that was
    followed so far. Censored quantiles are Kaplan-Meier's with losses as censorings, and undefined
    where the curve does not fall so low.

    Args:
        counts: (groups × days) as for `survival_curves`.
        keys: columns that tell the groups apart.
        interval_level: how often an interval should hold the truth, between 0 and 1.
        horizons: days.

    Returns:
        (groups) the keys, timed_count, days_to_advance_median and _p90 (days) of those that
        advanced, censored_days_to_advance_median and _p90 (days), and per event and horizon
        `<event>_<days>_days_rate`, `_lower` and `_upper`.

    Raises:
        ValueError: `interval_level` is not between 0 and 1.

    Example:
        >>> counts = pl.DataFrame({
        ...     "stage": ["a", "a"], "days": [10, 40],
        ...     "advanced_count": [2, 1], "lost_count": [1, 0], "censored_count": [0, 0]})
        >>> found = estimate_advances(counts, keys=["stage"], interval_level=0.95, horizons=[30])
        >>> found.select("censored_days_to_advance_median", "advanced_30_days_rate").row(0)
        (10, 0.5)
    """
    if not 0 < interval_level < 1:
        raise ValueError(f"interval_level {interval_level} is not between 0 and 1")
    by = list(keys)
    curves = survival_curves(counts, keys=by)
    found = curves.group_by(by, maintain_order=True).agg(
        pl.sum_horizontal(COUNTS).sum().alias("timed_count"),
        *(
            pl.col("days")
            .filter(
                (pl.col("advanced_count") > 0)
                & (
                    pl.col("advanced_count").cum_sum()
                    >= quantile * pl.col("advanced_count").sum() - ROUNDING
                )
            )
            .min()
            .alias(f"days_to_advance_{name}")
            for name, quantile in QUANTILES.items()
        ),
        *(
            pl.col("days")
            .filter(pl.col("staying") <= 1 - quantile + ROUNDING)
            .min()
            .alias(f"censored_days_to_advance_{name}")
            for name, quantile in QUANTILES.items()
        ),
    )
    z = NormalDist().inv_cdf((1 + interval_level) / 2)
    for days in horizons:
        at_horizon = _at_horizon(curves, by=by, days=days)
        for event in EVENTS:
            rate = pl.when("is_seen").then(f"{event}_incidence")
            lower, upper = _wilson(rate, trials=_followed(event), z=z)
            name = f"{event}_{days}_days_rate"
            at_horizon = at_horizon.with_columns(
                rate.alias(name), lower.alias(f"{name}_lower"), upper.alias(f"{name}_upper")
            )
        rates = [name for name in at_horizon.columns if f"_{days}_days_rate" in name]
        found = found.join(
            at_horizon.select([*by, *rates]), on=by, how="left", nulls_equal=True, validate="1:1"
        )
    return found


def _at_horizon(curves: pl.DataFrame, *, by: list[str], days: int) -> pl.DataFrame:
    """Each group's curves after that day, whether it is seen so long, and how many are."""
    until = pl.col("days") <= days
    levels = [f"{event}_{level}" for event in EVENTS for level in ("incidence", "variance")]
    return curves.group_by(by, maintain_order=True).agg(
        *(pl.col(level).filter(until).last().fill_null(0.0) for level in levels),
        (
            (pl.col("days").max() >= days)
            | (pl.col("resting").filter(until).last().fill_null(1.0) <= ROUNDING)
        ).alias("is_seen"),
        (
            pl.sum_horizontal(COUNTS).sum()
            - pl.col("censored_count").filter(pl.col("days") < days).sum()
        ).alias("followed_count"),
    )


def _followed(event: str) -> pl.Expr:
    """How many entries, followed to the end, would give the rate its variance."""
    rate, variance = pl.col(f"{event}_incidence"), pl.col(f"{event}_variance")
    is_inner = (rate > ROUNDING) & (rate < 1 - ROUNDING) & (variance > 0)
    return pl.when(is_inner).then(rate * (1 - rate) / variance).otherwise(pl.col("followed_count"))


def _wilson(rate: pl.Expr, *, trials: pl.Expr, z: float) -> tuple[pl.Expr, pl.Expr]:
    """Wilson's interval of a rate (1927), which may stand for a fractional number of trials."""
    centre = (rate + z**2 / (2 * trials)) / (1 + z**2 / trials)
    spread = (rate * (1 - rate) / trials + z**2 / (4 * trials**2)).clip(0, None).sqrt()
    half = spread * z / (1 + z**2 / trials)
    lower = pl.min_horizontal((centre - half).clip(0, 1), rate)
    upper = pl.max_horizontal((centre + half).clip(0, 1), rate)
    return (
        pl.when(rate.is_not_null() & (trials > 0)).then(lower),
        pl.when(rate.is_not_null() & (trials > 0)).then(upper),
    )
