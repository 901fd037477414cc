"""Whether two shares differ by more than chance, pair by pair."""

from __future__ import annotations

from math import erfc, sqrt

import numpy as np
import polars as pl


def compare_shares(counts: pl.DataFrame) -> pl.DataFrame:
    """Add the two-sided p value of each row's two shares.

    The test is the two-proportion z test with a pooled variance.

    Args:
        counts: (rows) judged_count, advanced_count, baseline_judged_count and
            baseline_advanced_count, the latter two of other entries than the former.

    Returns:
        The rows with p_value, null where one side is empty, or where all or none advanced on both
        sides.

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
    return counts.with_columns(pl.Series("p_value", p_values).fill_nan(None))
