"""Removing several channels together: any set, whole or in part, and all pairs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from crm_attribution.markov.effects import relative
from crm_attribution.markov.fundamental import fundamental_columns
from crm_attribution.markov.solution import ChainSolution
from crm_attribution.markov.sparse import Matrix, sparse_solve


def removal_effect(
    solution: ChainSolution, *, removed: Sequence[int], lost: float = 1.0, of_value: bool = False
) -> float:
    """Removal effect of any set of channels together, whole or in part.

    Args:
        solution: A solved chain.
        removed: Channels of the set; channels that the chain does not know change nothing.
        lost: t, probability in 0–1 that a visit of the set is lost.
        of_value: Whether to take the conversion value instead of the conversions.

    Returns:
        1 − p_t / p, in 0–1 for conversions; 0 where nothing converts.

    Raises:
        ValueError: ``lost`` is not within 0–1.

    Source:
        p_t = p − t f_G ((1 − t) I + t N_GG)⁻¹ b_G, for one state of order 1 the same as
        p − t f_c b_c / (1 + t (N_cc − 1)).

    Example:
        >>> from crm_attribution.markov.chain import chain_of
        >>> from crm_attribution.markov.solution import solve_chain
        >>> from crm_attribution.markov.steps import Steps
        >>> counts = ([0, 0, 1, 2], [1, 2, 3, 3], [3.0, 1.0, 3.0, 1.0], [0.0, 0.0, 3.0, 1.0])
        >>> steps = Steps(np.array([[0], [1], [2]], np.int32), *map(np.array, counts))
        >>> removal_effect(solve_chain(chain_of(steps)), removed=[1], lost=0.5)
        0.375
    """
    if not 0.0 <= lost <= 1.0:
        raise ValueError(f"lost is {lost}; it must lie within 0 and 1")
    chain = solution.chain
    block = chain.block(*removed)
    gain = solution.value if of_value else solution.conversion
    total = solution.mean_value if of_value else solution.conversion_rate
    if solution.fundamental is None:
        reduced = chain.transitions.copy()
        kept = np.ones(len(chain.visits))
        kept[block] = 1.0 - lost
        reduced.data = reduced.data * kept[reduced.indices]
        # (I − Q') (b − b') = (Q − Q') b: the loss itself, without a difference of near numbers.
        fall = sparse_solve(reduced, (chain.transitions - reduced) @ gain)
        return float(relative(chain.start @ fall, total))
    inner = solution.fundamental[np.ix_(block, block)]
    mixed = (1.0 - lost) * np.eye(len(block)) + lost * inner
    fall = lost * solution.expected_visits[block] @ np.linalg.solve(mixed, gain[block])
    return float(relative(fall, total))


def pair_removal_effects(solution: ChainSolution, *, channels: Sequence[int]) -> Matrix:
    """Removal effects of all pairs of some channels, removed together.

    Args:
        solution: A solved chain.
        channels: m of its channels.

    Returns:
        Shape (m, m), symmetric; the diagonal holds the effects of the single channels. The synergy
        of a pair is its two single effects less its joint one.

    Source:
        The 2 × 2 case of f_G (N_GG)⁻¹ b_G, for all pairs at once at order 1.

    Example:
        >>> from crm_attribution.markov.chain import chain_of
        >>> from crm_attribution.markov.solution import solve_chain
        >>> from crm_attribution.markov.steps import Steps
        >>> counts = ([0, 0, 1, 2], [1, 2, 3, 3], [3.0, 1.0, 3.0, 1.0], [0.0, 0.0, 3.0, 1.0])
        >>> steps = Steps(np.array([[0], [1], [2]], np.int32), *map(np.array, counts))
        >>> pair_removal_effects(solve_chain(chain_of(steps)), channels=[1, 2]).tolist()
        [[0.75, 1.0], [1.0, 0.25]]
    """
    count = len(channels)
    if solution.chain.markov_order > 1:
        joint = np.zeros((count, count))
        for first, second in zip(*np.triu_indices(count), strict=True):
            pair = [channels[first], channels[second]]
            joint[first, second] = joint[second, first] = removal_effect(solution, removed=pair)
        return joint
    places = np.searchsorted(solution.chain.last_channel, channels)
    visits, gain = solution.expected_visits[places], solution.conversion[places]
    inner = fundamental_columns(solution, places)[places]
    own = np.diag(inner)
    # Row a, column b: f_a (N_bb b_a − N_ab b_b); its transpose is the other half of the pair.
    half = visits[:, None] * (own[None, :] * gain[:, None] - inner * gain[None, :])
    determinant = np.outer(own, own) - inner * inner.T
    np.fill_diagonal(determinant, 1.0)
    joint = (half + half.T) / determinant
    np.fill_diagonal(joint, visits * gain / own)
    return relative(joint, solution.conversion_rate)
