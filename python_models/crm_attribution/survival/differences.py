"""Whether two shares differ by more than chance, over many pairs at once."""

from __future__ import annotations

from math import erfc, sqrt

import numpy as np
import polars as pl
from numpy.typing import NDArray

Doubles = NDArray[np.float64]


def compare_shares(counts: pl.DataFrame) -> pl.DataFrame:
    """Add the two-sided p value of each row's two shares, and its q value over all rows.

    The test is the two-proportion z test with a pooled variance, the q value Benjamini and
    Hochberg's (1995): among rows up to a q value about that share are false alarms.

    Args:
        counts: (rows) judged_count, advanced_count, baseline_judged_count and
            baseline_advanced_count, the latter two of other entries than the former.

    Returns:
        The rows with p_value and q_value, null where one side is empty, or where all or none
        advanced on both sides.

    Example:
        >>> counts = pl.DataFrame({
        ...     "judged_count": [100], "advanced_count": [30],
        ...     "baseline_judged_count": [100], "baseline_advanced_count": [50]})
        >>> round(compare_shares(counts)["p_value"][0], 4)
        0.0039
    """
    own, ours = (counts[name].to_numpy() for name in ("judged_count", "advanced_count"))
    base, theirs = (
        counts[name].to_numpy() for name in ("baseline_judged_count", "baseline_advanced_count")
    )
    with np.errstate(divide="ignore", invalid="ignore"):
        pooled = (ours + theirs) / (own + base)
        error = np.sqrt(pooled * (1 - pooled) * (1 / own + 1 / base))
        z = np.abs(ours / own - theirs / base) / error
    p_values = np.array([erfc(value / sqrt(2)) for value in z.astype(float)], dtype=np.float64)
    p_values[~np.isfinite(z)] = np.nan
    return counts.with_columns(
        pl.Series("p_value", p_values).fill_nan(None),
        pl.Series("q_value", benjamini_hochberg(p_values)).fill_nan(None),
    )


def benjamini_hochberg(p_values: Doubles) -> Doubles:
    """The smallest false discovery rate at which each of several tests would be called.

    Args:
        p_values: (tests) between 0 and 1; NaN is no test.

    Returns:
        (tests) q values; NaN where the p value is.

    Example:
        >>> benjamini_hochberg(np.array([0.01, 0.04, 0.03])).round(3).tolist()
        [0.03, 0.04, 0.04]
    """
    q_values = np.full(len(p_values), np.nan)
    tested = np.flatnonzero(~np.isnan(p_values))
    # From the largest on, no q value exceeds that of a larger p value.
    places = tested[np.argsort(p_values[tested], kind="stable")[::-1]]
    ranks = np.arange(len(places), 0, -1)
    q_values[places] = np.minimum.accumulate(p_values[places] * len(places) / ranks)
    return q_values
