"""Bags of journeys and channels, drawn for Shao and Li's bagged logistic regression."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from crm_attribution.channel_sets.counts import SetCounts

DRAW_COUNT = 50
SEED = 2011


@dataclass(frozen=True, slots=True)
class Bags:
    """D draws; each makes four bags: kept rows or the others, drawn channels or the others.

    Attributes:
        conversion_shares: (D, S) float64, share of a set's conversions that is kept.
        null_shares: (D, S) float64, share of a set's nulls that is kept.
        drawn: (D, n) bool, channels drawn.
    """

    conversion_shares: np.ndarray
    null_shares: np.ndarray
    drawn: np.ndarray

    def rows(self, shares: np.ndarray) -> np.ndarray:
        """(4D, S) shares by bag, from those by draw."""
        return np.concatenate([shares, 1.0 - shares] * 2)

    def channels(self) -> np.ndarray:
        """(4D, n) channels by bag."""
        return np.concatenate([self.drawn, self.drawn, ~self.drawn, ~self.drawn])


def draw_bags(counts: SetCounts, *, draw_count: int = DRAW_COUNT, seed: int = SEED) -> Bags:
    """Draws half of the journeys and half of the channels, again and again.

    Journeys of one set are alike, so drawing each with probability ½ is one binomial number per set
    (thinning). What is left out makes a bag of its own: each journey and each channel is then in
    exactly half of the bags, and less chance remains in the average.

    Args:
        counts: Journeys by channel set, whole numbers.
        draw_count: Draws of four bags each; 50 make 200 bags.
        seed: Equal seeds and counts give equal bags.

    Returns:
        The bags.

    Example:
        >>> import polars as pl
        >>> from crm_attribution.channel_sets.counts import set_counts
        >>> rows = {"set_mask": [1, 3], "conversion_count": [10, 2], "null_count": [30, 2]}
        >>> bags = draw_bags(set_counts(pl.DataFrame(rows)), draw_count=3)
        >>> bags.channels().sum(axis=0).tolist()  # of 12 bags
        [6, 6]
    """
    generator = np.random.default_rng(seed)

    def shares(column: np.ndarray) -> np.ndarray:
        kept = generator.binomial(column.astype(np.int64), 0.5, size=(draw_count, len(column)))
        return kept / np.maximum(column, 1.0)

    number = len(counts.state_numbers)
    ranks = generator.random((draw_count, number)).argsort(axis=1)
    return Bags(
        shares(counts.conversion_counts), shares(counts.null_counts), ranks < (number + 1) // 2
    )
