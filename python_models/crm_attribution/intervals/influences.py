"""Reads what each group of clusters does to the state weights of data-driven models."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from crm_attribution.intervals.frames import checked

CHAIN = ("attribution_model", "conversion_type")
STATES = (*CHAIN, "state_number")


def own_states(
    weights: pl.DataFrame, *, sensitivities: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Give every conversion type the weights of other types that its totals react to.

    A refund is shared out like the order that it takes back from, so its totals react to the
    weights of orders. They become states of the refunds' chain, behind its own.

    Args:
        weights: ``STATES`` and ``group_influences``.
        sensitivities: At least ``STATES`` and ``weights_conversion_type``, the conversion type
            whose state is meant.

    Returns:
        ``weights`` with a row for every state that is borrowed, under a number of its own, and
        ``sensitivities`` with that number, without ``weights_conversion_type``.

    Example:
        >>> weights = pl.DataFrame({"attribution_model": ["m", "m"], "state_number": [1, 1],
        ...     "conversion_type": ["order", "refund"], "group_influences": [[0.5], [0.1]]})
        >>> slopes = pl.DataFrame({"attribution_model": ["m", "m"], "state_number": [1, 1],
        ...     "conversion_type": ["refund"] * 2, "weights_conversion_type": ["order", "refund"]})
        >>> states, slopes = own_states(weights, sensitivities=slopes)
        >>> refunds = states.filter(conversion_type="refund")
        >>> refunds.select("state_number", "group_influences").rows()
        [(1, [0.1]), (2, [0.5])]
        >>> slopes["state_number"].to_list()
        [2, 1]
    """
    lender = "weights_conversion_type"
    foreign = pl.col(lender) != pl.col("conversion_type")
    keys = (*STATES, lender)
    borrowed = sensitivities.filter(foreign).select(keys).unique().sort(keys)
    if borrowed.is_empty():
        return weights, sensitivities.drop(lender)
    highest = weights.group_by(CHAIN).agg(highest=pl.max("state_number"))
    own = sensitivities.filter(~foreign).group_by(CHAIN).agg(own_highest=pl.max("state_number"))
    borrowed = borrowed.join(highest, on=CHAIN, how="left").join(own, on=CHAIN, how="left")
    last = pl.max_horizontal("highest", "own_highest").fill_null(0)
    place = pl.int_range(1, pl.len() + 1).over(CHAIN)
    number = (last + place).cast(weights.schema["state_number"])
    borrowed = borrowed.select(*keys, own_number=number)
    lent = borrowed.join(
        weights.rename({"conversion_type": lender}),
        on=("attribution_model", lender, "state_number"),
    )
    lent = lent.select(*CHAIN, pl.col("own_number").alias("state_number"), "group_influences")
    renumbered = sensitivities.join(borrowed, on=keys, how="left", maintain_order="left")
    renumbered = renumbered.with_columns(state_number=pl.coalesce("own_number", "state_number"))
    return (
        pl.concat([weights.select(*STATES, "group_influences"), lent]),
        renumbered.drop(lender, "own_number"),
    )


def check_states(weights: pl.DataFrame, *, sensitivities: pl.DataFrame) -> pl.DataFrame:
    """Make sure that every state which totals react to has exactly one row of influences.

    Args:
        weights: ``STATES`` and ``group_influences``.
        sensitivities: At least ``STATES``.

    Returns:
        The rows of ``weights`` whose chain has sensitivities.

    Raises:
        ValueError: A state has no row or several, or an influence is null or not finite.

    Example:
        >>> state = {"attribution_model": ["m"], "conversion_type": ["order"], "state_number": [1]}
        >>> weights = pl.DataFrame({**state, "group_influences": [[0.5, -0.5]]})
        >>> len(check_states(weights, sensitivities=pl.DataFrame(state)))
        1
    """
    used = weights.join(sensitivities.select(CHAIN).unique(), on=CHAIN, how="semi")
    used = checked(used, name="weights", columns=(*STATES, "group_influences"))
    missing = sensitivities.select(STATES).join(used, on=STATES, how="anti")
    if not missing.is_empty():
        raise ValueError(
            f"sensitivities hold state {missing.sort(STATES).row(0)}, weights do not; only states"
            " of weights are allowed"
        )
    repeated = used.filter(used.select(STATES).is_duplicated())
    if not repeated.is_empty():
        state = repeated.select(STATES).row(0)
        raise ValueError(f"weights hold state {state} more than once; one row per state is allowed")
    return used


def influence_matrix(
    states: pl.DataFrame, *, groups: NDArray[np.int64], width: int
) -> NDArray[np.float64]:
    """Lay the influences of one chain out as a matrix.

    Args:
        states: ``state_number`` and ``group_influences``, one row per state. Position g of a list
            is group g; positions beyond a list are 0.
        groups: The G groups that hold clusters, ascending.
        width: Number of rows to return, above the highest state number that is used.

    Returns:
        Shape (width, G): row c is d ln(weight of state c) / d w_g; 0 for states without a row.

    Raises:
        ValueError: A group without clusters has an influence other than 0.

    Example:
        >>> states = pl.DataFrame({"state_number": [2], "group_influences": [[0.5, 0.0, -0.5]]})
        >>> influence_matrix(states, groups=np.array([0, 2]), width=3).tolist()
        [[0.0, 0.0], [0.0, 0.0], [0.5, -0.5]]
    """
    known = states.filter(pl.col("group_influences").list.len() > 0, pl.col("state_number") < width)
    lengths = known["group_influences"].list.len().to_numpy().astype(np.int64)
    size = max(int(groups.max(initial=-1)) + 1, int(lengths.max(initial=0)))
    matrix = np.zeros((width, size))
    rows = np.repeat(known["state_number"].to_numpy(), lengths)
    ends = np.repeat(lengths.cumsum(), lengths)
    columns = np.arange(len(rows)) - ends + np.repeat(lengths, lengths)
    matrix[rows, columns] = known["group_influences"].explode().to_numpy()
    others = np.setdiff1d(np.flatnonzero(matrix.any(axis=0)), groups)
    if len(others):
        raise ValueError(
            f"weights.group_influences of group {others[0]} are not 0, but it holds no cluster; 0"
            " is allowed there"
        )
    return matrix[:, groups]
