"""Picking rows of a text table, and ids for new ones."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from crm_attribution.sample.identifiers import salesforce_id

#: Text tables by path.
Tables = dict[str, pl.DataFrame]
#: An empty cell.
EMPTY = pl.lit(None, dtype=pl.String)
#: Web touchpoints known by e-mail alone.
HAS_EMAIL = pl.col("email").is_not_null() & pl.col("person_id").is_null()


def spread(table: pl.DataFrame, *, count: int) -> pl.DataFrame:
    """That many rows, evenly spread over the table; all of them where it has fewer.

    >>> spread(pl.DataFrame({"number": range(10)}), count=2)["number"].to_list()
    [2, 7]
    """
    taken = min(count, table.height)
    return table[[table.height * (2 * number + 1) // (2 * taken) for number in range(taken)]]


def new_ids(object_name: str, *, first: int, count: int) -> pl.Series:
    """Ids of planted rows: those of the object's records from number `first` on."""
    ids = [salesforce_id(object_name, number=first + number) for number in range(count)]
    return pl.Series("Id", ids, dtype=pl.String)


def rename_first(
    table: pl.DataFrame, *, column: str, condition: pl.Expr, names: Mapping[str, str]
) -> pl.DataFrame:
    """The table with the first allowed row of each key of `names` renamed."""
    is_first = condition & pl.col(column).is_in(list(names))
    order = pl.when(is_first).then(pl.col(column)).is_first_distinct() & is_first
    return table.with_columns(
        pl.when(order).then(pl.col(column).replace(dict(names))).otherwise(column).alias(column)
    )
