"""Reads numbered nodes and links from DuckDB and hands back who is whom."""

from __future__ import annotations

import duckdb
import numpy as np
import polars as pl

from crm_attribution.identity.guards import Links
from crm_attribution.identity.resolution import resolve
from crm_attribution.identity.rules import read_rules

LINK_COLUMNS = "node_number, key_number, scope_number"


def resolve_tables(
    links: duckdb.DuckDBPyRelation,
    *,
    nodes: duckdb.DuckDBPyRelation,
    rules: duckdb.DuckDBPyRelation,
) -> pl.DataFrame:
    """Join the nodes of the identity graph to persons; only numbers leave the database.

    Args:
        links: One row per node and key it carries: rule_order, node_number, key_number (integers
            from 0) and scope_number (small integers), not null.
        nodes: One row per node: node_number, and node_class, 1 for records, 2 for addresses, 3 for
            everything else. Numbers run from 0 without a gap and in the order of the classes.
        rules: The seed identity_rules.

    Returns:
        One row per node: node_number, person_number, rule_order (the weakest rule that was needed
        to join it to the node that names the person, null for that node), key_verdict (0 used, 1
        shared, 2 conflicting, 3 too large) and degree.

    Raises:
        ValueError: A rule is not what ``read_rules`` allows.

    Source:
        ``resolve``.

    Example:
        >>> nodes = duckdb.sql("select n as node_number, [1, 1, 3][n + 1] as node_class "
        ...     "from range(3) as r(n)")
        >>> links = duckdb.sql("select 4 as rule_order, n as node_number, 2 as key_number, "
        ...     "0 as scope_number from range(2) as r(n)")
        >>> rules = duckdb.sql("select 4 as rule_order, 'email' as key_type, 9 as max_degree, "
        ...     "9 as max_records, null as conflicts_with, true as is_enabled")
        >>> resolve_tables(links, nodes=nodes, rules=rules)["person_number"].to_list()
        [0, 0, 0]
    """
    declared = read_rules(rules.pl().iter_rows(named=True))
    found = {}
    for rule in declared:
        rows = links.filter(f"rule_order = {rule.order}").select(LINK_COLUMNS).fetchnumpy()
        columns = (np.asarray(rows[name], dtype=np.int32) for name in LINK_COLUMNS.split(", "))
        found[rule.key_type] = Links(*columns)
    record_count, identified_count, node_count = nodes.aggregate(
        "count(*) filter (node_class = 1), count(*) filter (node_class <= 2), count(*)"
    ).fetchall()[0]
    resolution = resolve(
        found,
        rules=declared,
        record_count=record_count,
        identified_count=identified_count,
        node_count=node_count,
    )
    return pl.DataFrame(
        {
            "node_number": np.arange(node_count, dtype=np.int32),
            "person_number": resolution.persons,
            "rule_order": resolution.joined_by,
            "key_verdict": resolution.verdicts,
            "degree": resolution.degrees,
        }
    ).with_columns(pl.col("rule_order").replace(0, None))
