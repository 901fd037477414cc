"""Harsanyi dividends: what channels earn only together, beyond what their parts earn.

The game is that of ``set_rate``: v(S) is the conversion rate of journeys whose set lies within S.
``v(S) = Σ over T within S of d(T)``; d of one channel is its own rate, d of a pair is
``v(ab) - v(a) - v(b)``.

Warning:
    Rates do not add: two channels that do nothing to each other and convert 10 % each have
    v(ab) near 10 %, hence a dividend near -10 %. Compare pairs with each other; a negative
    dividend alone proves no harm. The bias told of in ``set_rate`` holds here too.

Source:
    Harsanyi (1963), "A simplified bargaining model for the n-person cooperative game".
"""

from __future__ import annotations

import numpy as np
import polars as pl

from crm_attribution.channel_sets.counts import set_counts
from crm_attribution.channel_sets.set_rate import MOST_CHANNELS, set_rates
from crm_attribution.channel_sets.subset_sums import subtract_subsets

KEYS = ["grouping", "conversion_type"]
SCHEMA = {
    "grouping": pl.String,
    "conversion_type": pl.String,
    "set_mask": pl.Int64,
    "dividend": pl.Float64,
}


def dividends(sets: pl.DataFrame) -> pl.DataFrame:
    """Dividends of every set of channels that occur, for up to 20 of them.

    Args:
        sets: ``grouping``, ``conversion_type``, ``set_mask``, ``conversion_count``, ``null_count``.

    Returns:
        2^n - 1 rows per grouping and conversion type, sorted: ``set_mask`` in the bits of the
        input, ``dividend`` in conversions per journey.

    Raises:
        ValueError: There are more than 20 channels; or a mask or a count is negative.

    Example:
        >>> sets = pl.DataFrame(
        ...     {"grouping": "channel", "conversion_type": "order", "set_mask": [1, 4, 5],
        ...      "conversion_count": [1, 1, 4], "null_count": [3, 7, 0]}
        ... )
        >>> dividends(sets).select("set_mask", "dividend").rows()
        [(1, 0.25), (4, 0.125), (5, 0.0)]
    """
    frames = [pl.DataFrame(schema=SCHEMA)]
    for (grouping, conversion_type), part in sets.partition_by(KEYS, as_dict=True).items():
        counts = set_counts(part)
        number = len(counts.state_numbers)
        if number > MOST_CHANNELS:
            raise ValueError(
                f"dividends of {conversion_type} would need {number} channels; at most "
                f"{MOST_CHANNELS} are allowed: use pair_dividends, or choose a coarser grouping "
                "(attribution_grouping) or exclude channels (excluded_channels)"
            )
        compact = np.arange(1 << number)
        masks = np.zeros_like(compact)
        for position, state_number in enumerate(counts.state_numbers):
            masks |= ((compact >> position) & 1) << (state_number - 1)
        columns = {
            "grouping": grouping,
            "conversion_type": conversion_type,
            "set_mask": masks[1:],
            "dividend": subtract_subsets(set_rates(counts)[0])[1:],
        }
        frames.append(pl.DataFrame(columns, schema=SCHEMA))
    return pl.concat(frames).sort(*KEYS, "set_mask")
