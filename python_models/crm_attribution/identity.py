"""Who is the same person: connected components of the identity graph."""

from __future__ import annotations

import numpy as np
import polars as pl
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components as scipy_connected_components


def connected_components(links: pl.DataFrame, *, source: str, target: str) -> pl.DataFrame:
    """Group the nodes of an undirected graph into connected components.

    Args:
        links: One row per link, any number of rows; a pair may stand more than once and either way
            round.
        source: Column of the one node's id (text, not null).
        target: Column of the other node's id (text, not null).

    Returns:
        One row per node, sorted by it: ``node_id`` and ``cluster_id``, the smallest node id of its
        component in code point order, so that it does not depend on the order of the links.

    Raises:
        ValueError: A node id is null.

    Source:
        ``scipy.sparse.csgraph.connected_components`` (Pearce 2005).

    Example:
        >>> links = pl.DataFrame({"a": ["x", "y", "p"], "b": ["y", "z", "q"]})
        >>> connected_components(links, source="a", target="b").rows()
        [('p', 'p'), ('q', 'p'), ('x', 'x'), ('y', 'x'), ('z', 'x')]
    """
    for column in (source, target):
        if links[column].null_count():
            raise ValueError(f"column {column!r} holds a null node id; every link needs two nodes")
    node_ids = pl.concat([links[source], links[target]]).unique().sort()
    positions = pl.DataFrame({"node_id": node_ids}).with_row_index("position")
    rows, columns = (
        links.join(positions, left_on=column, right_on="node_id", maintain_order="left")["position"]
        for column in (source, target)
    )
    graph = coo_array(
        (np.ones(len(links), dtype=np.int8), (rows.to_numpy(), columns.to_numpy())),
        shape=(len(node_ids), len(node_ids)),
    )
    _, labels = scipy_connected_components(graph, directed=False)
    # Nodes are sorted, so a component's first node is its smallest.
    return (
        positions.select("node_id", pl.Series("label", labels))
        .with_columns(pl.col("node_id").first().over("label").alias("cluster_id"))
        .select("node_id", "cluster_id")
    )
