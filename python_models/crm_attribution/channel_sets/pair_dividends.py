"""Harsanyi dividends of the pairs alone, for any number of channels; see ``dividends``."""

from __future__ import annotations

import numpy as np
import polars as pl

from crm_attribution.channel_sets.counts import SetCounts, set_counts

KEYS = ["grouping", "conversion_type"]
SCHEMA = {
    "grouping": pl.String,
    "conversion_type": pl.String,
    "state_number_a": pl.Int32,
    "state_number_b": pl.Int32,
    "kind": pl.String,
    "journey_count": pl.Int64,
    "dividend": pl.Float64,
}
ROUNDING = 1e-12


def pair_dividends(sets: pl.DataFrame) -> pl.DataFrame:
    """Dividends of every pair of channels that occur, for any number of them.

    Only journeys through one channel or two count.

    Args:
        sets: As for ``dividends``.

    Returns:
        One row per grouping, conversion type and pair ``state_number_a < state_number_b``, sorted:
        ``journey_count`` of journeys through just these two, ``dividend`` in conversions per
        journey, and ``kind``: synergy (above 0), cannibalisation (below 0), or none: the dividend
        is 0 up to rounding, or no journey went through just these two, so that the dividend is the
        definition's and not an observation.

    Raises:
        ValueError: A mask or a count is negative.

    Example:
        >>> sets = pl.DataFrame(
        ...     {"grouping": "channel", "conversion_type": "order", "set_mask": [1, 4, 5],
        ...      "conversion_count": [1, 1, 7], "null_count": [3, 7, 1]}
        ... )
        >>> pair_dividends(sets).select("state_number_a", "state_number_b", "kind").rows()
        [(1, 3, 'synergy')]
        >>> round(pair_dividends(sets)["dividend"].item(), 12)  # 9/20 - 1/4 - 1/8
        0.075
    """
    frames = [pl.DataFrame(schema=SCHEMA)]
    for (grouping, conversion_type), part in sets.partition_by(KEYS, as_dict=True).items():
        counts = set_counts(part)
        conversions = _small_sets(counts, column=counts.conversion_counts)
        journeys = _small_sets(counts, column=counts.journey_counts)
        left, right = np.triu_indices(len(counts.state_numbers), k=1)
        own = _rate(conversions[0] + conversions[2], journeys[0] + journeys[2])
        together = [
            single[left] + single[right] + pair[left, right] + empty
            for single, pair, empty in (conversions, journeys)
        ]
        dividend = _rate(*together) - own[left] - own[right]
        seen = journeys[1][left, right]
        signs = np.where((seen > 0) & (np.abs(dividend) > ROUNDING), np.sign(dividend), 0.0)
        columns = {
            "grouping": grouping,
            "conversion_type": conversion_type,
            "state_number_a": counts.state_numbers[left],
            "state_number_b": counts.state_numbers[right],
            "kind": np.array(["cannibalisation", "none", "synergy"])[signs.astype(int) + 1],
            "journey_count": seen.astype(np.int64),
            "dividend": dividend,
        }
        frames.append(pl.DataFrame(columns, schema=SCHEMA))
    return pl.concat(frames).sort(*KEYS, "state_number_a", "state_number_b")


def _small_sets(counts: SetCounts, *, column: np.ndarray) -> tuple[np.ndarray, np.ndarray, float]:
    """Sums over the sets of just one channel (n,), just two (n, n), and none."""
    sizes, membership = np.bitwise_count(counts.compact_masks), counts.membership()
    both = membership[sizes == 2]
    return (
        column[sizes == 1] @ membership[sizes == 1],
        both.T @ (both * column[sizes == 2, None]),
        column[sizes == 0].sum(),
    )


def _rate(conversions: np.ndarray, journeys: np.ndarray) -> np.ndarray:
    return np.divide(conversions, journeys, out=np.zeros_like(journeys), where=journeys > 0)
