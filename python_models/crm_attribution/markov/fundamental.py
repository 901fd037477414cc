"""Rows and columns of a chain's fundamental matrix N = (I − Q)⁻¹, the expected visits."""

import numpy as np
from numpy.typing import NDArray

from crm_attribution.markov.solution import ChainSolution
from crm_attribution.markov.sparse import Matrix, sparse_solve


def fundamental_columns(solution: ChainSolution, places: NDArray[np.intp]) -> Matrix:
    """Some columns of N: expected visits of m states from everywhere.

    Args:
        solution: A solved chain of n states.
        places: Positions of the states, shape (m,).

    Returns:
        Shape (n, m), out of the inverse or by one sparse solve per column.

    Example:
        >>> from crm_attribution.markov.chain import chain_of
        >>> from crm_attribution.markov.solution import solve_chain
        >>> from crm_attribution.markov.steps import Steps
        >>> counts = map(np.array, ([0, 1, 1], [1, 1, 2], [4.0, 4.0, 4.0], [0.0, 0.0, 9.0]))
        >>> solution = solve_chain(chain_of(Steps(np.array([[0], [7]], np.int32), *counts)))
        >>> fundamental_columns(solution, np.array([1])).tolist()
        [[2.0], [2.0]]
    """
    if solution.fundamental is not None:
        return solution.fundamental[:, places]
    return sparse_solve(solution.chain.transitions, _units(solution, places))


def fundamental_rows(solution: ChainSolution, places: NDArray[np.intp]) -> Matrix:
    """Some rows of N: expected visits of everything from m states.

    Args:
        solution: A solved chain of n states.
        places: Positions of the states, shape (m,).

    Returns:
        Shape (m, n), out of the inverse or by one sparse solve per row.

    Example:
        >>> from crm_attribution.markov.chain import chain_of
        >>> from crm_attribution.markov.solution import solve_chain
        >>> from crm_attribution.markov.steps import Steps
        >>> counts = map(np.array, ([0, 1, 1], [1, 1, 2], [4.0, 4.0, 4.0], [0.0, 0.0, 9.0]))
        >>> solution = solve_chain(chain_of(Steps(np.array([[0], [7]], np.int32), *counts)))
        >>> fundamental_rows(solution, np.array([0])).tolist()
        [[1.0, 2.0]]
    """
    if solution.fundamental is not None:
        return solution.fundamental[places]
    backwards = solution.chain.transitions.T.tocsr()
    return sparse_solve(backwards, _units(solution, places)).T


def _units(solution: ChainSolution, places: NDArray[np.intp]) -> Matrix:
    """Unit vectors of some states, shape (n, m)."""
    units = np.zeros((len(solution.chain.visits), len(places)))
    units[places, np.arange(len(places))] = 1.0
    return units
