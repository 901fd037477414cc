"""Several channels removed together, or one in part, against solving the changed chain."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_attribution.markov.chain import build_chain
from crm_attribution.markov.sets import pair_removal_effects, removal_effect
from crm_attribution.markov.solution import solve_chain


def solved(transitions, order, dense=None):
    return solve_chain(build_chain(transitions, markov_order=order), dense=dense)


@settings(max_examples=100, deadline=None)
@given(
    st.data(),
    st.integers(1, 3),
    st.booleans(),
    st.sets(st.integers(1, 4)),
    st.floats(0, 1),
    st.booleans(),
)
def test_any_set_in_any_part_is_that_of_solving_again(
    journey_lists, count_transitions, rate, data, order, dense, removed, lost, of_value
):
    journeys = data.draw(journey_lists)
    solution = solved(count_transitions(journeys), order, dense)
    found = removal_effect(solution, removed=sorted(removed), lost=lost, of_value=of_value)
    total = rate(journeys, order, of_value=of_value)
    left = rate(journeys, order, removed, lost, of_value)
    assert found == pytest.approx(1 - left / total if total else 0.0, abs=1e-10)


@settings(max_examples=50, deadline=None)
@given(st.data(), st.integers(1, 3), st.booleans())
def test_pairs_are_sets_of_two(journey_lists, count_transitions, rate, data, order, dense):
    journeys = data.draw(journey_lists)
    solution = solved(count_transitions(journeys), order, dense)
    channels = solution.chain.channels
    joint = pair_removal_effects(solution, channels=channels)
    total = rate(journeys, order)
    expected = [
        [1 - rate(journeys, order, {a, b}) / total if total else 0.0 for b in channels]
        for a in channels
    ]
    np.testing.assert_allclose(joint, expected, rtol=0, atol=1e-10)
    # Two channels lose at least what one loses, and at most what both lose apart.
    single = np.diag(joint)
    assert (joint >= np.maximum.outer(single, single) - 1e-10).all()
    assert (joint <= np.minimum(np.add.outer(single, single), 1.0) + 1e-10).all()


def test_pairs_of_some_channels_only(pathdata_transitions):
    solution = solved(pathdata_transitions, 1)
    everything = pair_removal_effects(solution, channels=range(1, 13))
    some = pair_removal_effects(solution, channels=[2, 5, 11])
    np.testing.assert_allclose(some, everything[np.ix_([1, 4, 10], [1, 4, 10])], rtol=1e-13)


def test_partial_removal_by_hand(count_transitions):
    # 1 > 1 and converts: each of two visits survives with 1 − t = .6, so .64 is lost.
    # As a chain: from 1 half the visits step to 1 again, half convert;
    # p = q (.5 + .5 p) with q = .6, p = .3 / .7, and 1 is lost.
    solution = solved(count_transitions([([1, 1], 1, 0, 1.0)]), 1)
    assert removal_effect(solution, removed=[1], lost=0.4) == pytest.approx(1 - 0.3 / 0.7)
    # Of order 2 the chain remembers which visit it is.
    solution = solved(count_transitions([([1, 1], 1, 0, 1.0)]), 2)
    assert removal_effect(solution, removed=[1], lost=0.4) == pytest.approx(1 - 0.36)


@pytest.mark.parametrize("dense", [True, False])
def test_an_unknown_channel_changes_nothing(pathdata_transitions, dense):
    solution = solved(pathdata_transitions, 1, dense)
    assert removal_effect(solution, removed=[99]) == 0.0
    assert removal_effect(solution, removed=[3, 99]) == removal_effect(solution, removed=[3])


@pytest.mark.parametrize("lost", [-0.1, 1.5])
def test_a_probability_outside_0_and_1_is_refused(pathdata_transitions, lost):
    solution = solved(pathdata_transitions, 1)
    with pytest.raises(ValueError, match=f"lost is {lost}; it must lie within 0 and 1"):
        removal_effect(solution, removed=[1], lost=lost)
