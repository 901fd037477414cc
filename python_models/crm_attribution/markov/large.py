"""Chains too big to invert: exact visits, conversions and rate, and a bounded diagonal of N."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, diags_array

from crm_attribution.markov.chain import Vector
from crm_attribution.markov.effects import relative
from crm_attribution.markov.solution import ChainSolution
from crm_attribution.markov.sparse import sparse_solve

# Chances of coming by that are too small to follow; they are added up and bounded.
NEGLIGIBLE = 1e-3
SERIES_TERMS = 8
# Entries that the columns of one batch may hold together, about 500 MB in work.
BATCH_ENTRIES = 10_000_000


@dataclass(frozen=True)
class BoundedEffects:
    """Removal effects of m channels between bounds.

    Attributes:
        channels: The channels, shape (m,).
        effect: Estimated removal effect on conversions, shape (m,).
        lower: Not above the exact effect, shape (m,).
        upper: Not below the exact effect, shape (m,).
        value_effect: Estimated removal effect on the conversion value, shape (m,).
    """

    channels: NDArray[np.int32]
    effect: Vector
    lower: Vector
    upper: Vector
    value_effect: Vector


def bounded_removal_effects(solution: ChainSolution) -> BoundedEffects:
    """Bound the removal effects of all channels of an order-1 chain without its inverse.

    Args:
        solution: A solved chain of order 1.

    Returns:
        Effects f_c b_c / (N_cc p), where f, b and p are exact and N_cc comes from ``own_visits``.

    Raises:
        ValueError: The chain is not of order 1.

    Example:
        >>> from crm_attribution.markov.chain import chain_of
        >>> from crm_attribution.markov.solution import solve_chain
        >>> from crm_attribution.markov.steps import Steps
        >>> counts = ([0, 0, 1, 2], [1, 2, 3, 3], [3.0, 1.0, 3.0, 1.0], [0.0, 0.0, 3.0, 1.0])
        >>> steps = Steps(np.array([[0], [1], [2]], np.int32), *map(np.array, counts))
        >>> bounded = bounded_removal_effects(solve_chain(chain_of(steps)))
        >>> bounded.lower.tolist(), bounded.upper.tolist()
        ([0.75, 0.25], [0.75, 0.25])
    """
    chain = solution.chain
    if chain.markov_order != 1:
        raise ValueError(f"markov_order is {chain.markov_order}; effects are bounded at order 1")
    places = np.flatnonzero(chain.last_channel)
    own, fewest, most = (part[places] for part in own_visits(chain.transitions, chain.start))
    loss = relative(solution.expected_visits * solution.conversion, solution.conversion_rate)
    value = relative(solution.expected_visits * solution.value, solution.mean_value)
    return BoundedEffects(
        channels=chain.last_channel[places],
        effect=loss[places] / own,
        lower=loss[places] / most,
        upper=loss[places] / fewest,
        value_effect=value[places] / own,
    )


def own_visits(transitions: csr_array, start: Vector) -> tuple[Vector, Vector, Vector]:
    """Estimate and bound N_cc, the expected visits of each state when it is the first.

    Column c of N is a series of sparse vectors: the chances to be in c after 0, 1, 2 … steps, from
    every state. Chances below ``NEGLIGIBLE`` are not followed further but collected in d, so

        N_cc = (terms followed)_c + Σ_j N_cj d_j,  0 ≤ Σ_j N_cj d_j ≤ (N1)_c max_j d_j,

    where N1, the expected number of steps, is exact. Both ends are certain; between them the
    estimate puts those steps where the whole chain's steps are, f / Σf (the Perron tail).
    Steps from a state to itself are taken out first and put back exactly.

    Args:
        transitions: Q, shape (n, n), not negative, spectral radius below 1.
        start: Distribution of the first state, shape (n,).

    Returns:
        Estimate, lower bound and upper bound of diag(N), each of shape (n,).

    Source:
        Andersen, Chung and Lang 2006, "Local graph partitioning using PageRank vectors" (following
        only what is large); the bound is the supersolution bound of a not negative matrix.

    Example:
        >>> Q = csr_array([[0.0, 0.5], [0.5, 0.0]])
        >>> estimate, fewest, most = own_visits(Q, np.array([1.0, 0.0]))
        >>> bool((fewest <= 4 / 3).all() and (most >= 4 / 3).all())
        True
    """
    size = transitions.shape[0]
    leaving = 1.0 - transitions.diagonal()
    moves = csr_array(diags_array(1.0 / leaving) @ transitions)
    moves.setdiag(0.0)
    moves.eliminate_zeros()
    steps = sparse_solve(moves, np.ones(size))
    arrivals = sparse_solve(moves.T.tocsr(), np.ones(size))
    whereabouts = sparse_solve(moves.T.tocsr(), start)
    whereabouts = whereabouts / whereabouts.sum()
    followed, tail, tail_bound = np.zeros(size), np.zeros(size), np.zeros(size)
    for batch in _batches(arrivals):
        followed[batch], rest = _series(moves, batch)
        tail_bound[batch] = rest.max(axis=0).toarray().ravel()
        tail[batch] = whereabouts @ rest
    fewest, most = followed / leaving, (followed + steps * tail_bound) / leaving
    return np.minimum((followed + steps * tail) / leaving, most), fewest, most


def _series(moves: csr_array, batch: NDArray[np.intp]) -> tuple[Vector, csr_array]:
    """Follow the columns of a batch: visits of their own states, and what was not followed."""
    count = len(batch)
    columns = np.arange(count)
    chances = csr_array((np.ones(count), (batch, columns)), shape=(moves.shape[0], count))
    own, rest = np.zeros(count), csr_array(chances.shape)
    for _ in range(SERIES_TERMS):
        small = chances.data < NEGLIGIBLE
        ignored, kept = chances.copy(), chances
        ignored.data[~small], kept.data[small] = 0.0, 0.0
        for part in (ignored, kept):
            part.eliminate_zeros()
        rest = rest + ignored
        if not kept.nnz:
            return own, rest
        own += np.asarray(kept[batch, columns]).ravel()
        chances = moves @ kept
    return own, rest + chances


def _batches(arrivals: Vector) -> Iterator[NDArray[np.intp]]:
    """States in batches whose columns have few entries together: a column's sum limits them."""
    entries = np.minimum(arrivals / NEGLIGIBLE, len(arrivals))
    order = np.argsort(entries, kind="stable")
    batch = np.cumsum(entries[order]) // BATCH_ENTRIES
    yield from np.split(order, np.flatnonzero(np.diff(batch)) + 1)
