"""Removal by reconnecting: who would have met the channel goes on as the others from there do."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.sparse import csr_array, diags_array
from scipy.sparse.csgraph import breadth_first_order

from crm_attribution.markov.chain import MarkovChain, Vector, chain_of
from crm_attribution.markov.solution import ChainSolution, solve_chain
from crm_attribution.markov.steps import Steps
from crm_attribution.markov.tables import described


def reconnect_effects(steps: Steps, *, group_steps: Steps, group_count: int) -> pl.DataFrame:
    """Remove each channel from a chain, and scale up the other steps of each state to 1.

    The chance of a step into the channel is spread over the state's other steps in proportion to
    them, which is the chain of the counts without the steps into it. A state that has no other
    step, or from where no end can be reached any more, does not convert.

    Args:
        steps: Steps of all journeys of one grouping and conversion type.
        group_steps: The same steps by group of clusters, numbered by the states of ``steps``.
        group_count: G, number of groups; 0 for no influences.

    Returns:
        One row per channel, sorted: ``state_number``, ``visit_count``, ``removal_effect`` 1 − p₋c /
        p (negative where the others convert better) with ``_error``, ``_lower``, ``_upper``,
        ``value_removal_effect``, ``conversion_rate``, ``group_influences``.

    Source:
        D. Searle's MarkovAttribution 0.1, ``removal_leftover_redist="even"``. It shifts the effects
        by their minimum and 0.1 before it shares conversions out, which is not done here.

    Example:
        >>> counts = ([0, 0, 1, 1, 2], [1, 2, 3, 4, 3], [3.0, 1.0, 1.0, 2.0, 1.0], [0.0] * 5)
        >>> steps = Steps(np.array([[0], [1], [2]], np.int32), *map(np.array, counts))
        >>> reconnect_effects(steps, group_steps=steps, group_count=0)["removal_effect"].to_list()
        [-1.0, 0.33333333333333337]
    """
    whole = solve_chain(chain_of(steps), dense=False)
    chain = whole.chain
    rows = []
    for channel, visits in zip(chain.channels, chain.channel_visits, strict=True):
        # Neither end is a channel.
        removed = np.append(chain.last_channel == channel, [False, False])
        reduced = solve_chain(_chain_without(steps, removed), dense=False)
        effect = _loss(whole.conversion_rate, reduced.conversion_rate)
        slopes, group_slopes = (
            _slopes(some, whole, reduced, removed) for some in (steps, group_steps)
        )
        change = np.zeros(group_count)
        if group_count:
            weights = group_slopes * group_steps.counts
            change = np.bincount(group_steps.groups, weights=weights, minlength=group_count)
        rows.append(
            {
                "state_number": int(channel),
                "visit_count": round(visits),
                "removal_effect": effect,
                "removal_effect_error": float(np.sqrt(steps.counts @ slopes**2)),
                "value_removal_effect": _loss(whole.mean_value, reduced.mean_value),
                "conversion_rate": whole.conversion_rate,
                "change": change.tolist(),
            }
        )
    return described(rows)


def _loss(total: float, left: float) -> float:
    """What share of the total is gone; 0 where there was nothing."""
    return 1.0 - left / total if total else 0.0


def _chain_without(steps: Steps, removed: NDArray[np.bool_]) -> MarkovChain:
    """The chain of the steps that do not lead into the removed states."""
    size = len(steps.states)
    kept = ~removed[steps.columns]
    rows, columns, counts = steps.rows[kept], steps.columns[kept], steps.counts[kept]
    chain = chain_of(Steps(steps.states, rows, columns, counts, steps.values[kept]))
    # From the ends backwards: a state that none of them leads to would go round for ever.
    inside = columns < size
    ends = np.union1d(rows[~inside], np.flatnonzero(chain.visits == 0))
    before = csr_array(
        (
            np.ones(inside.sum() + len(ends), dtype=np.int8),
            (
                np.append(columns[inside], np.full(len(ends), size)),
                np.append(rows[inside], ends),
            ),
        ),
        shape=(size + 1, size + 1),
    )
    ending = np.zeros(size + 1, dtype=bool)
    ending[breadth_first_order(before, size, return_predecessors=False)] = True
    keeps = diags_array(ending[:size].astype(float))
    return replace(chain, transitions=csr_array(keeps @ chain.transitions @ keeps))


def _slopes(
    some: Steps, whole: ChainSolution, reduced: ChainSolution, removed: NDArray[np.bool_]
) -> Vector:
    """Derivatives of the effect by the counts of some steps: (1 − RE) dp / p − dp₋ / p."""
    if not whole.conversion_rate:
        return np.zeros(len(some.counts))
    left = np.where(removed[some.columns], 0.0, _rate_slopes(some, reduced))
    ratio = reduced.conversion_rate / whole.conversion_rate
    return (ratio * _rate_slopes(some, whole) - left) / whole.conversion_rate


def _rate_slopes(some: Steps, solution: ChainSolution) -> Vector:
    """Derivatives of the conversion rate by the counts of steps: f_i (b_j − b_i) / n_i."""
    visits = solution.chain.visits
    rate = np.divide(solution.expected_visits, visits, where=visits > 0, out=np.zeros(len(visits)))
    gain = np.append(solution.conversion, [1.0, 0.0])
    return rate[some.rows] * (gain[some.columns] - gain[some.rows])
