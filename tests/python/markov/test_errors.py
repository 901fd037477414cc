"""Gradient, standard errors and influences against finite differences of the brute-force rate."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_attribution.markov.chain import build_chain
from crm_attribution.markov.effects import remove_channels
from crm_attribution.markov.errors import group_influences, rate_gradient, standard_errors
from crm_attribution.markov.solution import solve_chain
from crm_attribution.markov.steps import number_steps

JOURNEYS = [
    ([1, 2, 1, 3], 7, 12, 9.0),
    ([2, 2, 3], 5, 9, 4.0),
    ([3, 1], 2, 30, 1.0),
    ([1], 6, 40, 2.0),
    ([2, 3, 3, 2], 1, 8, 1.5),
    ([3], 0, 11, 0.0),
    ([1, 3, 2], 3, 3, 3.0),
]


def removed(transitions, order, dense=None, count="transition_count"):
    chain = build_chain(transitions, markov_order=order, count=count)
    solution = solve_chain(chain, dense=dense)
    return solution, remove_channels(solution, channels=chain.channels)


def effects_with(transitions, row, added, order):
    """Effects once ``added`` is added to the count of one row."""
    rows = pl.int_range(pl.len()) == row
    changed = transitions.with_columns(transition_count=pl.col("transition_count") + added * rows)
    return removed(changed, order)[1].effect


@pytest.mark.parametrize("dense", [True, False])
@pytest.mark.parametrize("order", [1, 2, 3])
def test_standard_errors_are_those_of_numeric_slopes(count_transitions, order, dense):
    # Counts N of the steps out of a state are multinomial, so the variance of an effect of degree
    # 0 in them is Σ N (∂RE/∂N)²; the slopes here come from counting a step a little more or less.
    transitions = count_transitions(JOURNEYS, longest=order).filter(pl.col("transition_count") > 0)
    nudge = 1e-3
    slopes = np.array(
        [
            (
                effects_with(transitions, row, nudge, order)
                - effects_with(transitions, row, -nudge, order)
            )
            / (2 * nudge)
            for row in range(len(transitions))
        ]
    )
    expected = np.sqrt(transitions["transition_count"].to_numpy() @ slopes**2)
    assert expected.min() > 0.001
    found = standard_errors(*removed(transitions, order, dense))
    np.testing.assert_allclose(found, expected, rtol=1e-5)


def test_standard_errors_are_the_spread_of_chains_drawn_anew(count_transitions):
    transitions = count_transitions([(path, 9 * a, 9 * b, v) for path, a, b, v in JOURNEYS])
    solution, removals = removed(transitions, 1)
    counts = number_steps(transitions, markov_order=1)
    generator = np.random.default_rng(20)
    drawn = []
    for _ in range(600):
        count = np.zeros(len(counts.rows))
        for state in range(len(counts.states)):
            out = counts.rows == state
            total = counts.counts[out].sum()
            count[out] = generator.multinomial(int(total), counts.counts[out] / total)
        table = pl.DataFrame(
            {
                "prior_states": [[c] if c else [] for c in counts.states[counts.rows, 0].tolist()],
                "next_state": [[1, 2, 3, 0, -1][c - 1] for c in counts.columns],
                "transition_count": count,
            },
            schema_overrides={"prior_states": pl.List(pl.Int32)},
        )
        drawn.append(removed(table, 1)[1].effect)
    # A spread of 600 draws is known to 1 / √1200 = 2.9 %; the delta method is not exact itself.
    np.testing.assert_allclose(
        standard_errors(solution, removals), np.std(drawn, axis=0), rtol=0.12
    )


@pytest.mark.parametrize("dense", [True, False])
@pytest.mark.parametrize("order", [1, 2, 3])
def test_influences_are_slopes_by_the_weights_of_groups(count_transitions, order, dense):
    group_count = 3
    groups = count_transitions(JOURNEYS, longest=order, group=group_count)
    solution, removals = removed(count_transitions(JOURNEYS, longest=order), order, dense)
    steps = number_steps(
        groups, markov_order=order, states=solution.chain.states, group="cluster_group"
    )
    found = group_influences(solution, removals, steps=steps, group_count=group_count)
    nudge = 1e-5
    for group in range(group_count):
        up, down = (
            np.log(
                removed(
                    groups.with_columns(
                        weight=pl.col("transition_count")
                        * (1 + sign * nudge * (pl.col("cluster_group") == group))
                    ),
                    order,
                    count="weight",
                )[1].effect
            )
            for sign in (1, -1)
        )
        np.testing.assert_allclose(found[:, group], (up - down) / (2 * nudge), atol=1e-8)
    # All counts together do not matter.
    np.testing.assert_allclose(found.sum(axis=1), 0, atol=1e-12)


@settings(max_examples=30, deadline=None)
@given(st.data(), st.integers(1, 3), st.booleans())
def test_influences_and_errors_agree_when_every_journey_is_a_group(
    journey_lists, count_transitions, data, order, dense
):
    # The effect is of degree 0 in the counts, and 0 effects have no influence.
    journeys = data.draw(journey_lists)
    groups = count_transitions(journeys, group=len(journeys))
    solution, removals = removed(count_transitions(journeys), order, dense)
    steps = number_steps(
        groups, markov_order=order, states=solution.chain.states, group="cluster_group"
    )
    found = group_influences(solution, removals, steps=steps, group_count=len(journeys))
    assert np.isfinite(found).all()
    np.testing.assert_allclose(found.sum(axis=1), 0, atol=1e-9)
    assert (found[removals.effect == 0] == 0).all()
    errors = standard_errors(solution, removals)
    assert np.isfinite(errors).all()
    # A channel that nobody or everybody needs is known for certain.
    if solution.conversion_rate:
        np.testing.assert_allclose(errors[removals.effect > 1 - 1e-12], 0, atol=1e-7)


def test_the_gradient_is_that_of_finite_differences(count_transitions):
    chain = build_chain(count_transitions(JOURNEYS), markov_order=2)
    solution = solve_chain(chain)
    by_step, by_conversion = rate_gradient(solution)
    matrix, nudge = chain.transitions.toarray(), 1e-6

    def rate_of(transitions, conversion):
        return np.linalg.solve(np.eye(len(matrix)) - transitions, conversion)[0]

    for row, column in zip(*np.nonzero(matrix), strict=True):
        change = np.zeros_like(matrix)
        change[row, column] = nudge
        slope = rate_of(matrix + change, chain.conversion) - rate_of(
            matrix - change, chain.conversion
        )
        assert by_step[row, column] == pytest.approx(slope / (2 * nudge), abs=1e-8)
    for row in range(len(matrix)):
        change = np.zeros(len(matrix))
        change[row] = nudge
        slope = rate_of(matrix, chain.conversion + change) - rate_of(
            matrix, chain.conversion - change
        )
        assert by_conversion[row] == pytest.approx(slope / (2 * nudge), abs=1e-8)


def test_nothing_converting_has_neither_errors_nor_influences(count_transitions):
    journeys = [([1, 2], 0, 5, 0.0)]
    solution, removals = removed(count_transitions(journeys), 1)
    assert standard_errors(solution, removals).tolist() == [0, 0]
    steps = number_steps(
        count_transitions(journeys, group=1), markov_order=1, group="cluster_group"
    )
    found = group_influences(solution, removals, steps=steps, group_count=1)
    assert found.tolist() == [[0], [0]]
