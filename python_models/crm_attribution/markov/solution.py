"""Solving a chain: expected visits, conversion probabilities, values."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.linalg import inv

from crm_attribution.markov.chain import MarkovChain, Vector
from crm_attribution.markov.sparse import Matrix, sparse_solve

# The inverse of 10 000 states takes 800 MB and about a minute on two cores.
DENSE_STATES = 10_000
# One multiplication in a dense inverse against one in a sparse solve, measured on two cores.
DENSE_ADVANTAGE = 40
# Multiplications by Q that a sparse solve takes, with room to spare.
SOLVE_PRODUCTS = 100


@dataclass(frozen=True)
class ChainSolution:
    """What one factorisation of I − Q says about a chain of n states.

    Attributes:
        chain: The chain.
        expected_visits: f = πN, expected visits of each state in a journey, shape (n,).
        conversion: b = Nr, probability of converting from each state, shape (n,).
        value: bᵛ = Nv, expected conversion value from each state, shape (n,).
        conversion_rate: p = πb.
        mean_value: pᵛ = πbᵛ, conversion value per journey.
        fundamental: N = (I − Q)⁻¹, shape (n, n); None where only sparse solves are used.
    """

    chain: MarkovChain
    expected_visits: Vector
    conversion: Vector
    value: Vector
    conversion_rate: float
    mean_value: float
    fundamental: Matrix | None


def solve_chain(chain: MarkovChain, *, dense: bool | None = None) -> ChainSolution:
    """Solve a chain: one dense inverse, or sparse solves where the inverse costs more.

    Args:
        chain: The chain; from each visited state an end must be reachable, which holds for counts
            of journeys that ended.
        dense: Whether to invert; by default ``prefers_dense`` decides.

    Returns:
        The solution.

    Source:
        Kemeny and Snell 1960, "Finite Markov chains", chapter 3.

    Example:
        >>> from crm_attribution.markov.chain import chain_of
        >>> from crm_attribution.markov.steps import Steps
        >>> counts = map(np.array, ([0, 1, 1], [1, 2, 3], [4.0, 1.0, 3.0], [0.0, 9.0, 0.0]))
        >>> solution = solve_chain(chain_of(Steps(np.array([[0], [7]], np.int32), *counts)))
        >>> solution.conversion_rate, solution.mean_value
        (0.25, 2.25)
    """
    if prefers_dense(chain) if dense is None else dense:
        fundamental = inv(
            np.eye(len(chain.visits)) - chain.transitions.toarray(),
            overwrite_a=True,
            check_finite=False,
        )
        visits = chain.start @ fundamental
        conversion, value = fundamental @ chain.conversion, fundamental @ chain.value
    else:
        fundamental = None
        visits = sparse_solve(chain.transitions.T.tocsr(), chain.start)
        gains = np.column_stack([chain.conversion, chain.value])
        conversion, value = sparse_solve(chain.transitions, gains).T
    return ChainSolution(
        chain=chain,
        expected_visits=visits,
        conversion=conversion,
        value=value,
        conversion_rate=float(chain.start @ conversion),
        mean_value=float(chain.start @ value),
        fundamental=fundamental,
    )


def prefers_dense(chain: MarkovChain) -> bool:
    """Whether inverting I − Q costs less than three sparse solves per channel, and fits in memory.

    Args:
        chain: The chain.

    Returns:
        True up to 10 000 states, if the inverse is the cheaper way.

    Example:
        >>> from crm_attribution.markov.chain import chain_of
        >>> from crm_attribution.markov.steps import Steps
        >>> counts = map(np.array, ([0, 1], [1, 2], [4.0, 4.0], [0.0, 9.0]))
        >>> prefers_dense(chain_of(Steps(np.array([[0], [7]], np.int32), *counts)))
        True
    """
    size = len(chain.visits)
    inverse = 2 * size**3 / DENSE_ADVANTAGE
    solves = 3 * SOLVE_PRODUCTS * len(chain.channels) * (chain.transitions.nnz + 10 * size)
    return size <= DENSE_STATES and inverse <= solves
