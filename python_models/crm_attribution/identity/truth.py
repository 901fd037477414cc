"""Judges the persons that the identity models found in a made-up world."""

from __future__ import annotations

import duckdb

from crm_attribution.identity.scores import PairwiseScores, pairwise_scores


def score(connection: duckdb.DuckDBPyConnection) -> PairwiseScores:
    """Compare who was found to be one with who truly is.

    Members are all records, and each holder of each browser that somebody was ever named in: of
    a browser without any key nobody can tell whose it is. Every pair of one person counts, also
    those that have no key in common.

    Args:
        connection: Holds what ``write_world`` and ``run_models`` left.

    Returns:
        Pairs in truth, as found, and both.

    Source:
        ``pairwise_scores``.

    Example:
        See ``crm_attribution.identity.bench``.
    """
    members = connection.execute(_MEMBERS).fetchnumpy()
    return pairwise_scores(members["found"], truth=members["truth"])


_MEMBERS = """
    with known as (
        select browser from sightings where email >= 0 or record >= 0
        union
        select browser from clicks
    ),

    holders as (
        select
            person,
            '(cookie_id)|web|browser-' || browser as node_id,
            timestamp '2024-01-01' + to_seconds(min(seen_at)) as seen_at
        from sightings
        semi join known using (browser)
        group by browser, person
    ),

    members as (
        select person, 'crm|' || record as node_id from records
        union all
        select holders.person, coalesce(periods.person_id, holders.node_id) as node_id
        from holders
        left join int_identity__cookie_periods_listed as periods
            on holders.node_id = periods.cookie_node_id
            and holders.seen_at >= periods.valid_from
            and holders.seen_at < periods.valid_to
    )

    select
        members.person as truth,
        coalesce(nodes.node_number, -row_number() over ()) as found
    from members
    left join int_identity__persons_resolved as persons on members.node_id = persons.node_id
    left join int_identity__person_nodes_numbered as nodes on persons.person_id = nodes.node_id
"""
