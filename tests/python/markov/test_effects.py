"""Removal effects: published numbers, and deleting the channel's states and solving again."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_attribution.markov.chain import build_chain
from crm_attribution.markov.effects import remove_channels
from crm_attribution.markov.solution import solve_chain

# Published for PathData, channels by name: removal effects of order 1, and conversions by order.
EFFECTS = [
    *(0.55839949, 0.26403854, 0.00048200, 0.06263858, 0.34902633, 0.01787997),
    *(0.40583500, 0.02866339, 0.13402212, 0.00017995, 0.20601046, 0.03981052),
]
CONVERSIONS = {
    1: [
        *(5344.9477, 2527.3522, 4.6136, 599.5707, 3340.8474, 171.1454),
        *(3884.6147, 274.3633, 1282.8472, 1.7224, 1971.9129, 381.0626),
    ],
    2: [
        *(5617.4539, 2439.6490, 5.1591, 614.3735, 3391.8582, 171.9182),
        *(3810.5110, 266.0271, 1189.4720, 2.0732, 1902.4736, 374.0313),
    ],
    3: [
        *(5748.0986, 2405.5340, 5.0708, 623.4321, 3396.0706, 178.4828),
        *(3791.0292, 264.2393, 1150.7400, 2.1268, 1849.8126, 370.3630),
    ],
}
PRINTED = 0.00005


def all_removed(transitions, order, dense=None):
    solution = solve_chain(build_chain(transitions, markov_order=order), dense=dense)
    return remove_channels(solution, channels=solution.chain.channels)


@pytest.mark.parametrize("dense", [True, False])
def test_pathdata_has_the_published_removal_effects(pathdata_transitions, dense):
    removals = all_removed(pathdata_transitions, 1, dense)
    # Eight decimals are printed.
    np.testing.assert_allclose(removals.effect, EFFECTS, rtol=0, atol=0.5e-8)


@pytest.mark.parametrize("dense", [True, False])
@pytest.mark.parametrize("order", [1, 2, 3])
def test_pathdata_has_the_published_conversions(pathdata_transitions, order, dense):
    effect = all_removed(pathdata_transitions, order, dense).effect
    credit = 19785 * effect / effect.sum()
    np.testing.assert_allclose(credit, CONVERSIONS[order], rtol=0, atol=PRINTED)


def test_three_journeys(count_transitions):
    # A>B>A>B>B>A, A>B>B>A>A and A>A, each converting once: nobody gets past A, half without B.
    paths = [[1, 2, 1, 2, 2, 1], [1, 2, 2, 1, 1], [1, 1]]
    removals = all_removed(count_transitions([(path, 1, 0, 1.0) for path in paths]), 1)
    np.testing.assert_allclose(removals.effect, [1, 0.5], rtol=1e-14)
    np.testing.assert_allclose(3 * removals.effect / removals.effect.sum(), [2, 1], rtol=1e-14)


@settings(max_examples=100, deadline=None)
@given(st.data(), st.integers(1, 3), st.booleans())
def test_effects_are_those_of_deleting_and_solving_again(
    journey_lists, count_transitions, rate, data, order, dense
):
    journeys = data.draw(journey_lists)
    removals = all_removed(count_transitions(journeys), order, dense)
    for of_value, found in ((False, removals.effect), (True, removals.value_effect)):
        total = rate(journeys, order, of_value=of_value)
        left = [rate(journeys, order, {c}, of_value=of_value) for c in removals.channels]
        expected = 1 - np.array(left) / total if total else np.zeros(len(found))
        np.testing.assert_allclose(found, expected, rtol=0, atol=1e-10)
        assert (found >= 0).all()
        assert (found <= 1 + 1e-12).all()


@settings(max_examples=50, deadline=None)
@given(st.data(), st.integers(1, 3), st.booleans())
def test_losses_are_falls_of_visits_and_conversions(
    journey_lists, count_transitions, data, order, dense
):
    journeys = data.draw(journey_lists)
    chain = build_chain(count_transitions(journeys), markov_order=order)
    solution = solve_chain(chain, dense=dense)
    removals = remove_channels(solution, channels=chain.channels)
    for place, channel in enumerate(chain.channels):
        open_columns = np.diag((chain.last_channel != channel).astype(float))
        system = np.eye(len(chain.visits)) - chain.transitions.toarray() @ open_columns
        left = np.linalg.solve(system, chain.conversion)
        fall = solution.conversion - left
        outside = chain.last_channel != channel
        np.testing.assert_allclose(
            removals.conversion_lost[outside, place], fall[outside], atol=1e-10
        )
        visits = np.linalg.solve(system.T, chain.start)
        np.testing.assert_allclose(
            removals.visits_lost[place], solution.expected_visits - visits, atol=1e-9
        )


@settings(max_examples=50, deadline=None)
@given(st.data(), st.integers(1, 3), st.permutations([1, 2, 3, 4]))
def test_names_of_channels_do_not_matter(journey_lists, count_transitions, data, order, names):
    journeys = data.draw(journey_lists)
    renamed = [([names[c - 1] for c in path], *rest) for path, *rest in journeys]
    one = all_removed(count_transitions(journeys), order)
    other = all_removed(count_transitions(renamed), order)
    by_name = dict(zip(other.channels, other.effect, strict=True))
    expected = [by_name[names[channel - 1]] for channel in one.channels]
    np.testing.assert_allclose(one.effect, expected, atol=1e-12)


@settings(max_examples=50, deadline=None)
@given(st.data(), st.integers(1, 3), st.integers(2, 9))
def test_splitting_or_repeating_counts_does_not_matter(
    journey_lists, count_transitions, data, order, times
):
    journeys = data.draw(journey_lists)
    one = all_removed(count_transitions(journeys), order)
    repeated = all_removed(count_transitions(journeys * times), order)
    np.testing.assert_allclose(one.effect, repeated.effect, atol=1e-12)


@settings(max_examples=50, deadline=None)
@given(st.data())
def test_at_order_1_steps_to_the_same_channel_do_not_matter(journey_lists, count_transitions, data):
    journeys = data.draw(journey_lists)
    short = [
        ([c for c, before in zip(path, [0, *path], strict=False) if c != before], *rest)
        for path, *rest in journeys
    ]
    one, other = (all_removed(count_transitions(some), 1) for some in (journeys, short))
    np.testing.assert_allclose(one.effect, other.effect, atol=1e-12)


@settings(max_examples=50, deadline=None)
@given(st.data())
def test_with_all_memory_an_effect_is_the_share_of_conversions_that_met_the_channel(
    journey_lists, count_transitions, data
):
    # At an order as long as the longest journey the chain is the tree of the journeys.
    journeys = data.draw(journey_lists)
    removals = all_removed(count_transitions(journeys, longest=6), 6)
    converted = sum(conversions for _, conversions, _, _ in journeys)
    met = [
        sum(conversions for path, conversions, _, _ in journeys if channel in path)
        for channel in removals.channels
    ]
    np.testing.assert_allclose(removals.effect, np.array(met) / max(converted, 1), atol=1e-12)


@pytest.mark.parametrize("dense", [True, False])
@pytest.mark.parametrize("order", [1, 2])
@pytest.mark.parametrize(
    ("journeys", "effects"),
    [
        ([([1, 2], 0, 3, 0.0)], [0, 0]),  # nothing converts
        ([([1], 2, 2, 5.0)], [1]),  # one channel
        ([([1, 2], 2, 0, 5.0), ([2], 2, 0, 5.0)], [0.5, 1]),  # everything converts
        ([([1], 3, 0, 5.0), ([2], 0, 3, 0.0)], [1, 0]),  # one channel never converts
        ([], []),  # no journeys
    ],
)
def test_degenerate_journeys_have_defined_effects(
    count_transitions, journeys, effects, order, dense
):
    removals = all_removed(count_transitions(journeys), order, dense)
    np.testing.assert_allclose(removals.effect, effects, atol=1e-15)
    np.testing.assert_allclose(removals.value_effect, effects, atol=1e-15)


def test_a_refund_may_make_the_effect_on_value_negative(count_transitions):
    # Journeys 1 bring 10, journeys 2 cost 2: of 8 in all, -25 % goes with channel 2.
    journeys = [([1], 1, 0, 10.0), ([2], 1, 0, -2.0)]
    removals = all_removed(count_transitions(journeys), 1)
    np.testing.assert_allclose(removals.value_effect, [1.25, -0.25], rtol=1e-14)
