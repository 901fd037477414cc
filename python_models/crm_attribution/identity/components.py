"""Connected components of a graph, of names or of numbers."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components as scipy_connected_components

Numbers = NDArray[np.int32]


def label_components(left: Numbers, right: Numbers, *, node_count: int) -> Numbers:
    """Label each node of an undirected graph with the smallest node of its connected component.

    Args:
        left: Number of each link's one node, 0 to ``node_count`` - 1; shape (links,).
        right: Number of its other node; shape (links,).
        node_count: How many nodes there are. A node without a link is a component of its own.

    Returns:
        Label of each node, shape (``node_count``,).

    Raises:
        ValueError: A node is not among the ``node_count``.

    Source:
        ``scipy.sparse.csgraph.connected_components`` (Pearce 2005).

    Example:
        >>> import numpy as np
        >>> label_components(np.array([3, 2]), np.array([1, 1]), node_count=5).tolist()
        [0, 1, 1, 1, 4]
    """
    for nodes in (left, right):
        if len(nodes) and not 0 <= nodes.min() <= nodes.max() < node_count:
            raise ValueError(
                f"nodes {nodes.min()} to {nodes.max()}: allowed are 0 to {node_count - 1}"
            )
    graph = coo_array(
        (np.ones(len(left), dtype=np.int8), (left, right)), shape=(node_count, node_count)
    )
    component_count, components = scipy_connected_components(graph, directed=False)
    smallest = np.empty(component_count, dtype=np.int32)
    # Of several values for one place the last stays: backwards, that is the smallest node.
    smallest[components[::-1]] = np.arange(node_count - 1, -1, -1, dtype=np.int32)
    return smallest[components]


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
        ``label_components``, for nodes that have names.

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
    left, right = (
        links.join(positions, left_on=column, right_on="node_id", maintain_order="left")["position"]
        for column in (source, target)
    )
    labels = label_components(left.to_numpy(), right.to_numpy(), node_count=len(node_ids))
    # Nodes are sorted, so a component's smallest number is its smallest name.
    return pl.DataFrame({"node_id": node_ids, "cluster_id": node_ids.gather(labels)})
