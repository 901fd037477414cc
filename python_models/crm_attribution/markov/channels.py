"""Every channel of one chain: its removal effect, how sure it is, and what moves it."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from crm_attribution.markov.chain import MarkovChain
from crm_attribution.markov.effects import remove_channels
from crm_attribution.markov.errors import group_influences, standard_errors
from crm_attribution.markov.large import bounded_removal_effects
from crm_attribution.markov.solution import ChainSolution
from crm_attribution.markov.steps import Steps

# All pairs of 60 states are 1 770. In a chain too big to invert each exact effect takes three
# sparse solves, and the most visited are those whose bounds would be widest.
MOST_VISITED = 60
# Beyond these a channel's influences cost more than its credit matters.
INFLUENCE_CHANNELS = 2_000
COLUMNS_AT_ONCE = 256


def channel_effects(solution: ChainSolution, *, steps: Steps, group_count: int) -> pl.DataFrame:
    """Remove each channel of a chain, and describe the effects.

    Exact for all channels up to 10 000 states and at any order above 1; in a bigger chain of order
    1 for the 60 most visited channels, while the others lie between bounds (``large``).

    Args:
        solution: A solved chain.
        steps: Its steps by group of clusters, numbered by its states.
        group_count: G, number of groups; 0 for no influences.

    Returns:
        One row per channel, sorted: ``state_number``, ``visit_count``, ``removal_effect`` with
        ``_error`` (null where not exact), ``_lower`` and ``_upper``, ``value_removal_effect``,
        ``conversion_rate``, ``weight``, ``value_weight``, ``group_influences`` (empty where not
        exact and beyond the 2 000 most visited channels).

    Example:
        >>> from crm_attribution.markov.chain import chain_of
        >>> from crm_attribution.markov.solution import solve_chain
        >>> counts = ([0, 0, 1, 2], [1, 2, 3, 3], [3.0, 1.0, 3.0, 1.0], [0.0, 0.0, 3.0, 1.0])
        >>> steps = Steps(
        ...     np.array([[0], [1], [2]], np.int32), *map(np.array, counts), np.array([0, 1, 0, 1])
        ... )
        >>> found = channel_effects(solve_chain(chain_of(steps)), steps=steps, group_count=2)
        >>> found.select("state_number", "visit_count", "weight").rows()
        [(1, 3, 0.75), (2, 1, 0.25)]
    """
    chain = solution.chain
    bounded_only = solution.fundamental is None and chain.markov_order == 1
    exact = most_visited(chain, count=MOST_VISITED if bounded_only else len(chain.visits))
    influential = most_visited(chain, count=INFLUENCE_CHANNELS if group_count else 0)
    parts = [
        _exact_effects(
            solution,
            channels=exact[begin : begin + COLUMNS_AT_ONCE],
            influential=influential,
            steps=steps,
            group_count=group_count,
        )
        for begin in range(0, len(exact), COLUMNS_AT_ONCE)
    ]
    if len(exact) < len(chain.channels):
        parts.append(_bounded_effects(solution, known=exact))
    visits = {"state_number": chain.channels, "visit_count": chain.channel_visits}
    empty = pl.DataFrame(
        schema={
            "state_number": pl.Int32,
            **dict.fromkeys(("removal_effect", "value_removal_effect"), pl.Float64),
            "group_influences": pl.List(pl.Float64),
        }
    )
    return (
        pl.DataFrame(visits)
        .cast({"visit_count": pl.Int64})
        .join(pl.concat([empty, *parts], how="diagonal"), on="state_number")
        .with_columns(
            # Solving may leave a probability a rounding error above 1.
            pl.lit(min(solution.conversion_rate, 1.0)).alias("conversion_rate"),
            pl.col("removal_effect").alias("weight"),
            pl.col("value_removal_effect").clip(lower_bound=0.0).alias("value_weight"),
            pl.col("group_influences").fill_null([]),
        )
        .sort("state_number")
    )


def most_visited(chain: MarkovChain, *, count: int) -> NDArray[np.int32]:
    """The channels with the most visits, sorted by number.

    Args:
        chain: A chain.
        count: How many channels at most.

    Returns:
        Channels, at most ``count``; on equal visits the lower number is taken.

    Example:
        >>> from crm_attribution.markov.chain import chain_of
        >>> steps = ([0, 0, 1, 2], [1, 2, 3, 3], [1.0, 5.0, 1.0, 5.0], [0.0] * 4)
        >>> chain = chain_of(Steps(np.array([[0], [8], [9]], np.int32), *map(np.array, steps)))
        >>> most_visited(chain, count=1).tolist()
        [9]
    """
    return np.sort(chain.channels[np.argsort(-chain.channel_visits, kind="stable")[:count]])


def _exact_effects(
    solution: ChainSolution,
    *,
    channels: NDArray[np.int32],
    influential: NDArray[np.int32],
    steps: Steps,
    group_count: int,
) -> pl.DataFrame:
    """Exact effects of some channels, with errors, and influences of those that have them."""
    removals = remove_channels(solution, channels=channels)
    table = pl.DataFrame(
        {
            "state_number": channels,
            "removal_effect": removals.effect,
            "removal_effect_error": standard_errors(solution, removals),
            "removal_effect_lower": removals.effect,
            "removal_effect_upper": removals.effect,
            "value_removal_effect": removals.value_effect,
        }
    )
    influences = group_influences(solution, removals, steps=steps, group_count=group_count)
    has_influences = np.isin(channels, influential)
    return table.with_columns(
        pl.Series("group_influences", influences.tolist(), dtype=pl.List(pl.Float64)),
    ).with_columns(
        pl.when(pl.Series(has_influences)).then("group_influences").alias("group_influences")
    )


def _bounded_effects(solution: ChainSolution, *, known: NDArray[np.int32]) -> pl.DataFrame:
    """Bounded effects of the channels that are not known exactly."""
    bounded = bounded_removal_effects(solution)
    rest = ~np.isin(bounded.channels, known)
    return pl.DataFrame(
        {
            "state_number": bounded.channels[rest],
            "removal_effect": bounded.effect[rest],
            "removal_effect_lower": bounded.lower[rest],
            "removal_effect_upper": bounded.upper[rest],
            "value_removal_effect": bounded.value_effect[rest],
        }
    )
