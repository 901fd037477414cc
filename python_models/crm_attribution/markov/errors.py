"""How removal effects answer to the counts: gradient, standard errors, influences of groups."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array, hstack

from crm_attribution.markov.chain import MarkovChain, Vector
from crm_attribution.markov.effects import Removals
from crm_attribution.markov.solution import ChainSolution
from crm_attribution.markov.sparse import Matrix
from crm_attribution.markov.steps import Steps


def rate_gradient(solution: ChainSolution) -> tuple[csr_array, Vector]:
    """Derivatives of the conversion rate p by the probabilities of the chain.

    Args:
        solution: A solved chain of n states.

    Returns:
        ∂p/∂Q_ij = f_i b_j where Q_ij is not 0, shape (n, n), and ∂p/∂r_i = f_i, shape (n,).

    Example:
        >>> from crm_attribution.markov.chain import chain_of
        >>> from crm_attribution.markov.solution import solve_chain
        >>> counts = map(np.array, ([0, 1, 1], [1, 2, 3], [4.0, 1.0, 3.0], [0.0, 9.0, 0.0]))
        >>> chain = chain_of(Steps(np.array([[0], [7]], np.int32), *counts))
        >>> by_step, by_conversion = rate_gradient(solve_chain(chain))
        >>> by_step.toarray().tolist(), by_conversion.tolist()
        ([[0.0, 0.25], [0.0, 0.0]], [1.0, 1.0])
    """
    steps = solution.chain.transitions.tocoo()
    slopes = solution.expected_visits[steps.row] * solution.conversion[steps.col]
    return csr_array((slopes, (steps.row, steps.col)), shape=steps.shape), solution.expected_visits


def standard_errors(solution: ChainSolution, removals: Removals) -> Vector:
    """Standard errors of removal effects, each state's next step being multinomial.

    Args:
        solution: A solved chain of n states.
        removals: m removals from it.

    Returns:
        Shape (m,): the square root of Σ_i Var_{j∼Q_i}(s_ij) / n_i with s_ij = ∂RE/∂Q_ij; 0 where
        nothing converts. Steps are taken as independent: for clustered data use the influences.

    Source:
        Delta method on the gradient ∂p/∂Q_ij = f_i b_j of the chain with and without the channel.

    Example:
        >>> from crm_attribution.markov.chain import chain_of
        >>> from crm_attribution.markov.effects import remove_channels
        >>> from crm_attribution.markov.solution import solve_chain
        >>> counts = ([0, 0, 1, 2], [1, 2, 3, 3], [3.0, 1.0, 3.0, 1.0], [0.0, 0.0, 3.0, 1.0])
        >>> steps = Steps(np.array([[0], [1], [2]], np.int32), *map(np.array, counts))
        >>> solution = solve_chain(chain_of(steps))
        >>> removals = remove_channels(solution, channels=[1, 2])
        >>> (standard_errors(solution, removals) ** 2).round(12).tolist()  # .75 × .25 / 4 journeys
        [0.046875, 0.046875]
    """
    if not solution.conversion_rate:
        return np.zeros(len(removals.channels))
    next_steps = _next_steps(solution.chain)
    visits, visits_lost = solution.expected_visits[:, None], removals.visits_lost.T
    rising, falling = _slopes(solution, removals)
    mean = visits * (next_steps @ rising) + visits_lost * (next_steps @ falling)
    square = (
        visits**2 * (next_steps @ rising**2)
        + 2.0 * visits * visits_lost * (next_steps @ (rising * falling))
        + visits_lost**2 * (next_steps @ falling**2)
    )
    seen = solution.chain.visits > 0
    per_visit = np.divide(1.0, solution.chain.visits, where=seen, out=np.zeros(len(seen)))
    # Rounding may leave a variance a little below 0.
    return np.sqrt(per_visit @ np.maximum(square - mean**2, 0.0)) / solution.conversion_rate


def group_influences(
    solution: ChainSolution, removals: Removals, *, steps: Steps, group_count: int
) -> Matrix:
    """Derivatives of the logarithm of removal effects by the weights of groups of clusters.

    Args:
        solution: A solved chain of n states.
        removals: m removals from it.
        steps: Its steps by group, numbered by the chain's states.
        group_count: G, number of groups.

    Returns:
        Shape (m, G): d ln RE_c / d w_g at w = 1, where all counts of group g are multiplied by w_g:
        Σ_ij s_ij (N_g,ij − Q_ij n_g,i) / n_i / RE_c. Rows of effects that are 0 hold 0.

    Example:
        >>> from crm_attribution.markov.chain import chain_of
        >>> from crm_attribution.markov.effects import remove_channels
        >>> from crm_attribution.markov.solution import solve_chain
        >>> counts = ([0, 0, 1, 2], [1, 2, 3, 3], [3.0, 1.0, 3.0, 1.0], [0.0, 0.0, 3.0, 1.0])
        >>> steps = Steps(
        ...     np.array([[0], [1], [2]], np.int32), *map(np.array, counts), np.array([0, 1, 0, 1])
        ... )
        >>> solution = solve_chain(chain_of(steps))
        >>> removals = remove_channels(solution, channels=[1])
        >>> group_influences(solution, removals, steps=steps, group_count=2).round(12).tolist()
        [[0.25, -0.25]]
    """
    effect = removals.effect
    if not effect.any() or not group_count:
        return np.zeros((len(effect), group_count))
    size = len(solution.chain.visits)
    rising, falling = _slopes(solution, removals)
    visits, visits_lost = solution.expected_visits[:, None], removals.visits_lost.T
    # Steps of one group out of a state come less those that the chain expects of it.
    share = steps.counts / solution.chain.visits[steps.rows]
    shape = (group_count, size)
    leaving = csr_array((share, (steps.groups, steps.rows)), shape=shape)
    next_steps = _next_steps(solution.chain)
    expected = visits * (next_steps @ rising) + visits_lost * (next_steps @ falling)
    arriving = csr_array(
        (share * solution.expected_visits[steps.rows], (steps.groups, steps.columns)),
        shape=(group_count, size + 2),
    )
    kinds, kind = np.unique(steps.rows * (size + 2) + steps.columns, return_inverse=True)
    by_kind = csr_array((share, (steps.groups, kind)), shape=(group_count, len(kinds)))
    rows, columns = np.divmod(kinds, size + 2)
    change = arriving @ rising - leaving @ expected
    change += by_kind @ (visits_lost[rows] * falling[columns])
    relative = np.divide(
        change / solution.conversion_rate, effect, where=effect > 0, out=np.zeros_like(change)
    )
    return relative.T


def _next_steps(chain: MarkovChain) -> csr_array:
    """Probabilities of all next steps, shape (n, n + 2): states, converted, not converted."""
    ended = csr_array((len(chain.visits), 1))
    return csr_array(
        hstack([chain.transitions, csr_array(chain.conversion[:, None]), ended], format="csr")
    )


def _slopes(solution: ChainSolution, removals: Removals) -> tuple[Matrix, Matrix]:
    """The parts of s_ij p = f_i u_j + (f − f⁻)_i w_j, each of shape (n + 2, m).

    This is (p₋/p) f_i b_j − f⁻_i b⁻_j with u = (b − b⁻) − RE b and w = b⁻, written so that a small
    effect is not the difference of two large numbers. Converting counts as b = b⁻ = 1.
    """
    count = len(removals.channels)
    gain = np.append(solution.conversion, [1.0, 0.0])[:, None]
    lost = np.vstack([removals.conversion_lost, np.zeros((2, count))])
    return lost - removals.effect * gain, gain - lost
