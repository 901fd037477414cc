"""Removal effects: the share of conversions, or of value, that is lost with a channel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crm_attribution.markov.chain import Vector
from crm_attribution.markov.fundamental import fundamental_columns, fundamental_rows
from crm_attribution.markov.solution import ChainSolution
from crm_attribution.markov.sparse import Matrix, sparse_solve


@dataclass(frozen=True)
class Removals:
    """What removing m channels, one at a time, does to a chain of n states.

    All parts are losses, at least 0 and computed without subtracting near numbers.

    Attributes:
        channels: The channels, shape (m,).
        visits_lost: f − f⁻, fall of the expected visits, shape (m, n).
        conversion_lost: b − b⁻, fall of the probabilities of converting, shape (n, m).
        effect: Removal effect on conversions, shape (m,).
        value_effect: Removal effect on the conversion value, shape (m,).
    """

    channels: NDArray[np.int32]
    visits_lost: Matrix
    conversion_lost: Matrix
    effect: Vector
    value_effect: Vector


def remove_channels(solution: ChainSolution, *, channels: Sequence[int]) -> Removals:
    """Remove each of some channels: its states are never entered, who would enter them is lost.

    Args:
        solution: A solved chain.
        channels: m of its channels.

    Returns:
        The losses. Where nothing converts (or the value is 0) the effects are 0.

    Source:
        Order 1 is the rank-one update f_c b_c / (N_cc p); a block G of states at a higher order
        f_G (N_GG)⁻¹ b_G / p (Sherman, Morrison and Woodbury 1950).

    Example:
        >>> from crm_attribution.markov.chain import chain_of
        >>> from crm_attribution.markov.solution import solve_chain
        >>> from crm_attribution.markov.steps import Steps
        >>> counts = ([0, 0, 1, 2], [1, 2, 3, 3], [3.0, 1.0, 3.0, 1.0], [0.0, 0.0, 3.0, 1.0])
        >>> steps = Steps(np.array([[0], [1], [2]], np.int32), *map(np.array, counts))
        >>> remove_channels(solve_chain(chain_of(steps)), channels=[1, 2]).effect.tolist()
        [0.75, 0.25]
    """
    chosen = np.asarray(channels, dtype=np.int32)
    if solution.chain.markov_order == 1:
        return _single_states(solution, chosen)
    losses = _sparse_losses if solution.fundamental is None else _dense_losses
    lost = [losses(solution, solution.chain.block(channel)) for channel in chosen]
    size = len(solution.chain.visits)
    visits, conversion, value = (
        np.array([part[place] for part in lost]).reshape(len(chosen), size) for place in range(3)
    )
    start = solution.chain.start
    return Removals(
        channels=chosen,
        visits_lost=visits,
        conversion_lost=conversion.T,
        effect=relative(conversion @ start, solution.conversion_rate),
        value_effect=relative(value @ start, solution.mean_value),
    )


def _single_states(solution: ChainSolution, channels: NDArray[np.int32]) -> Removals:
    """Order 1: each channel is one state, so all are removed by one formula."""
    places = np.searchsorted(solution.chain.last_channel, channels)
    rows, columns = fundamental_rows(solution, places), fundamental_columns(solution, places)
    own = columns[places, np.arange(len(places))]
    visits = solution.expected_visits[places]
    gain, value = solution.conversion[places], solution.value[places]
    return Removals(
        channels=channels,
        visits_lost=(visits / own)[:, None] * rows,
        conversion_lost=columns * (gain / own),
        effect=relative(visits * gain / own, solution.conversion_rate),
        value_effect=relative(visits * value / own, solution.mean_value),
    )


def _dense_losses(
    solution: ChainSolution, block: NDArray[np.intp]
) -> tuple[Vector, Vector, Vector]:
    """Losses of visits, conversions and value when a block of states is removed, from N."""
    inner = solution.fundamental[np.ix_(block, block)]
    visits = np.linalg.solve(inner.T, solution.expected_visits[block])
    right = np.column_stack([solution.conversion[block], solution.value[block]])
    conversion, value = np.linalg.solve(inner, right).T
    into = solution.fundamental[:, block]
    return visits @ solution.fundamental[block], into @ conversion, into @ value


def _sparse_losses(
    solution: ChainSolution, block: NDArray[np.intp]
) -> tuple[Vector, Vector, Vector]:
    """The same losses from sparse solves of the chain without the block.

    Outside the block (I − Q) loss = Q_·G b_G, whose right-hand side is known and not negative.
    """
    chain = solution.chain
    outside = np.ones(len(chain.visits), dtype=bool)
    outside[block] = False
    kept = chain.transitions[outside][:, outside]
    losses = np.column_stack([solution.expected_visits, solution.conversion, solution.value])
    visits, gains = losses[block, 0], losses[block, 1:]
    leaving, entering = chain.transitions[block][:, outside], chain.transitions[outside][:, block]
    losses[outside, 0] = sparse_solve(kept.T.tocsr(), leaving.T @ visits)
    losses[outside, 1:] = sparse_solve(kept, entering @ gains)
    return tuple(losses.T)


def relative(loss: Matrix | Vector | float, total: float) -> Matrix | Vector | float:
    """A loss as a share of the total; 0 where there is nothing to lose.

    Args:
        loss: One loss or many.
        total: What there was to lose.

    Returns:
        The share, in the shape of the loss.

    Example:
        >>> relative(1.0, 4.0), float(relative(1.0, 0.0))
        (0.25, 0.0)
    """
    return loss / total if total else np.zeros_like(loss)
