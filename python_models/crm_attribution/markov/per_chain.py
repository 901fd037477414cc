"""What one chain is estimated from, and the loop over the chains that fill a table."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import polars as pl


class ChainKey(NamedTuple):
    """What one chain is estimated from."""

    grouping: str
    conversion_type: str
    markov_order: int


def table_of_chains(
    chains: pl.DataFrame,
    *,
    family: str,
    table: Callable[[ChainKey], pl.DataFrame],
    schema: dict[str, pl.DataType],
) -> pl.DataFrame:
    """Make the table of each distinct chain once, and repeat it for each model that uses it.

    Args:
        chains: ``attribution_model``, ``family`` and the fields of ``ChainKey``.
        family: Rows of other families are left out.
        table: Makes a chain's table; columns of the schema that it lacks become null.
        schema: Columns of the result.

    Returns:
        The tables together, sorted by their texts and 32-bit integers, in the order of the columns.

    Example:
        >>> from crm_attribution.markov.tables import PAIRS
        >>> key = {"grouping": "channel", "conversion_type": "order", "markov_order": 1}
        >>> chains = pl.DataFrame(
        ...     [{"attribution_model": name, "family": "markov", **key} for name in ("n", "m")]
        ... )
        >>> pair = {"state_number_a": [1], "state_number_b": [2], "joint_removal_effect": [0.5]}
        >>> made = table_of_chains(
        ...     chains, family="markov", table=lambda _: pl.DataFrame(pair), schema=PAIRS
        ... )
        >>> made.select("attribution_model", "joint_removal_effect").rows()
        [('m', 0.5), ('n', 0.5)]
    """
    own = chains.filter(pl.col("family") == family).cast({"markov_order": pl.Int32})
    empty = pl.DataFrame(schema=schema)
    tables = [empty.drop("attribution_model", "family")]
    for key in own.select(ChainKey._fields).unique().iter_rows():
        names = {name: pl.lit(part) for name, part in zip(ChainKey._fields, key, strict=True)}
        made = table(ChainKey(*key)).with_columns(**names)
        tables.append(made.cast({name: schema[name] for name in made.columns}))
    return (
        own.join(pl.concat(tables, how="diagonal"), on=ChainKey._fields)
        .select(*schema)
        .sort(name for name in schema if schema[name] in (pl.String, pl.Int32))
    )


def rows_of(frame: pl.DataFrame, key: ChainKey) -> pl.DataFrame:
    """The rows of one chain in a frame of counts.

    Args:
        frame: ``grouping``, ``conversion_type``, and ``markov_order`` where it matters.
        key: The chain.

    Returns:
        Its rows.

    Example:
        >>> frame = pl.DataFrame({"grouping": ["a", "b"], "conversion_type": ["x", "x"]})
        >>> rows_of(frame, ChainKey("b", "x", 1)).rows()
        [('b', 'x')]
    """
    fields = [name for name in ChainKey._fields if name in frame.columns]
    return frame.filter(*(pl.col(name) == getattr(key, name) for name in fields))


def count_groups(groups: pl.DataFrame) -> int:
    """Number of groups of clusters, 1 + the highest; 0 where a frame has none.

    Args:
        groups: ``cluster_group``, integers from 0.

    Returns:
        G.

    Example:
        >>> count_groups(pl.DataFrame({"cluster_group": [0, 3]}))
        4
    """
    return 0 if groups.is_empty() else int(groups["cluster_group"].max()) + 1
