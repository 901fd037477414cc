"""Our side: every method that a peer is compared in, on the same paths."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import duckdb
import numpy as np
import polars as pl

from crm_attribution.bench_peers.path_counts import count_transitions, load_paths, number_channels
from crm_attribution.bench_peers.path_sets import count_sets
from crm_attribution.bench_peers.paths import Paths, shared_out
from crm_attribution.channel_sets.simplified_shapley import simplified_shapley
from crm_attribution.markov.chain import build_chain
from crm_attribution.markov.coverage import coverage_effects
from crm_attribution.markov.effects import remove_channels
from crm_attribution.markov.solution import solve_chain

Credits = dict[str, float]

# Share of one conversion that each touchpoint of a path gets.
RULES = {
    "first_touch": "select channels[1] as channel, conversions as credit from journeys",
    "last_touch": "select channels[-1] as channel, conversions as credit from journeys",
    "linear": """
        select unnest(channels) as channel, conversions / len(channels) as credit from journeys
    """,
    "u_shaped": """
        select
            channel,
            conversions * case
                when journey_length <= 2 then 1 / journey_length
                when position in (1, journey_length) then 0.4e0
                else 0.2e0 / (journey_length - 2)
            end as credit
        from (
            select
                unnest(channels) as channel,
                unnest(range(1, len(channels) + 1)) as position,
                len(channels) as journey_length,
                conversions
            from journeys
        )
    """,
}
BY_JOURNEY = """
    select channel, conversions * weight / sum(weight) over (partition by path_number) as credit
    from (
        select
            row_number() over () as path_number, conversions, unnest(channels) as channel
        from journeys
        where conversions > 0
    )
    inner join weights using (channel)
"""


def _rule(connection: duckdb.DuckDBPyConnection, *, shares: str) -> Credits:
    """Credits of touchpoints added up by channel."""
    query = f"select channel, sum(credit)::double from ({shares}) group by channel"
    return dict(connection.execute(query).fetchall())


def _markov(
    connection: duckdb.DuckDBPyConnection, *, markov_order: int, converting_only: bool = False
) -> Credits:
    names = number_channels(connection)
    transitions = count_transitions(
        connection, markov_order=markov_order, converting_only=converting_only
    )
    chain = build_chain(transitions, markov_order=markov_order)
    removals = remove_channels(solve_chain(chain), channels=chain.channels)
    effects = dict.fromkeys(names, 0.0)
    for number, effect in zip(removals.channels, removals.effect, strict=True):
        effects[names[number - 1]] = float(effect)
    return shared_out(effects, conversions=_conversions(connection))


def _markov_by_journey(connection: duckdb.DuckDBPyConnection) -> Credits:
    weights = _markov(connection, markov_order=1)
    columns = {"channel": list(weights), "weight": list(weights.values())}
    connection.register("weights", pl.DataFrame(columns))
    return _rule(connection, shares=BY_JOURNEY)


def _coverage(connection: duckdb.DuckDBPyConnection, *, family: str) -> Credits:
    names = number_channels(connection)
    sets = count_sets(connection)
    effects = coverage_effects(sets, family=family, group_sets=sets.clear(), group_count=0)
    weights = zip(effects["state_number"], effects["weight"], strict=True)
    return shared_out(
        {names[number - 1]: weight for number, weight in weights},
        conversions=_conversions(connection),
    )


def _shapley(connection: duckdb.DuckDBPyConnection) -> Credits:
    names = np.array(number_channels(connection))
    found = simplified_shapley(count_sets(connection))
    channels = names[found["state_number"].to_numpy() - 1].tolist()
    return dict(zip(channels, found["credit"], strict=True))


def _conversions(connection: duckdb.DuckDBPyConnection) -> int:
    return int(connection.execute("select sum(conversions) from journeys").fetchall()[0][0])


METHODS: dict[str, Callable[[duckdb.DuckDBPyConnection], Credits]] = {
    **{name: partial(_rule, shares=shares) for name, shares in RULES.items()},
    "markov_1": partial(_markov, markov_order=1),
    "markov_2": partial(_markov, markov_order=2),
    "markov_1_by_journey": _markov_by_journey,
    "markov_conversion_only": partial(_markov, markov_order=1, converting_only=True),
    "markov_fail": partial(_coverage, family="markov_fail"),
    "markov_fail_refit": partial(_coverage, family="markov_fail_refit"),
    "shapley": _shapley,
}


def prepare(paths: Paths, *, method: str) -> Callable[[], Credits]:
    """Lays the paths out in a frame; what is returned does all the rest, splitting them included.

    Args:
        paths: Aggregated paths.
        method: One of ``METHODS``.

    Returns:
        A function of no argument that returns the conversions of each channel.

    Raises:
        ValueError: There is no such method.

    Example:
        >>> three = ["A > B > A > B > B > A", "A > B > B > A > A", "A > A"]
        >>> prepare(Paths(three, [1] * 3, [0.0] * 3, [0] * 3), method="markov_1")()
        {'A': 2.0, 'B': 1.0}
    """
    if method not in METHODS:
        raise ValueError(f"method is {method!r}; allowed are {', '.join(METHODS)}")
    frame = pl.DataFrame(paths._asdict())
    # Starting the engine is no part of the method, as importing a package is none.
    connection = duckdb.connect()

    def run() -> Credits:
        load_paths(connection, frame)
        return METHODS[method](connection)

    return run
