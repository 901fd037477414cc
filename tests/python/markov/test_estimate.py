"""The tables of the Markov models: their rows, what is shared, and what is only bounded."""

import numpy as np
import polars as pl
import pytest

from crm_attribution.markov import channels
from crm_attribution.markov import solution as solving
from crm_attribution.markov.chain import build_chain
from crm_attribution.markov.channels import most_visited
from crm_attribution.markov.estimate import estimate_pair_effects, estimate_removal_effects
from crm_attribution.markov.tables import EFFECTS, PAIRS

JOURNEYS = [
    ([1, 2, 1, 3], 7, 12, 9.0),
    ([2, 2, 3], 5, 9, 4.0),
    ([3, 1], 2, 30, 1.0),
    ([1], 6, 40, 2.0),
    ([1, 3, 2], 3, 3, 3.0),
]


def chains_of(*rows):
    """Chains of (attribution_model, family, markov_order) on the frame that the fixture makes."""
    return pl.DataFrame(
        [(name, family, "channel", "order", order) for name, family, order in rows],
        schema={name: EFFECTS[name] for name in list(EFFECTS)[:5]},
        orient="row",
    )


@pytest.fixture
def transitions(count_transitions):
    return count_transitions(JOURNEYS)


@pytest.fixture
def group_transitions(count_transitions):
    """Three groups, at orders 1 and 2."""
    return pl.concat(
        count_transitions(JOURNEYS, longest=order, group=3).with_columns(
            markov_order=pl.lit(order, dtype=pl.Int32)
        )
        for order in (1, 2)
    )


def test_one_row_per_model_and_state_with_the_effect_as_weight(
    transitions, group_transitions, rate
):
    chains = chains_of(("first", "markov", 1), ("second", "markov", 2), ("other", "shapley", 1))
    found = estimate_removal_effects(
        transitions, chains=chains, group_transitions=group_transitions
    )
    assert dict(found.schema) == EFFECTS
    assert found.select("attribution_model", "state_number").rows() == [
        (model, state) for model in ("first", "second") for state in (1, 2, 3)
    ]
    for row in found.iter_rows(named=True):
        order, state = row["markov_order"], row["state_number"]
        total = rate(JOURNEYS, order)
        assert row["weight"] == pytest.approx(1 - rate(JOURNEYS, order, {state}) / total)
        assert row["value_weight"] == pytest.approx(
            1 - rate(JOURNEYS, order, {state}, of_value=True) / rate(JOURNEYS, order, of_value=True)
        )
        assert row["conversion_rate"] == pytest.approx(23 / (23 + 94))
        assert row["removal_effect"] == row["weight"]
        assert row["removal_effect_lower"] == row["weight"] == row["removal_effect_upper"]
        assert 0 < row["removal_effect_error"] < 0.2
        assert len(row["group_influences"]) == 3
        assert abs(sum(row["group_influences"])) < 1e-12
        # Touchpoints on the channel, times those who took the journey.
        assert row["visit_count"] == sum(path.count(state) * (a + b) for path, a, b, _ in JOURNEYS)


def test_influences_are_slopes_of_the_weight_at_each_order(transitions, group_transitions, rate):
    chains = chains_of(("first", "markov", 1), ("second", "markov", 2))
    found = estimate_removal_effects(
        transitions, chains=chains, group_transitions=group_transitions
    )
    nudge = 1e-6

    def log_effect(order, state, group, weight):
        # Journeys belong to groups by their place; weights may break the counts.
        journeys = [
            (path, *(count * (weight if place % 3 == group else 1.0) for count in counts), value)
            for place, (path, *counts, value) in enumerate(JOURNEYS)
        ]
        return np.log(1 - rate(journeys, order, {state}) / rate(journeys, order))

    for row in found.iter_rows(named=True):
        for group, influence in enumerate(row["group_influences"]):
            order, state = row["markov_order"], row["state_number"]
            rise = log_effect(order, state, group, 1 + nudge)
            fall = log_effect(order, state, group, 1 - nudge)
            assert influence == pytest.approx((rise - fall) / (2 * nudge), abs=1e-6)


def test_models_of_one_chain_share_it(transitions, group_transitions, monkeypatch):
    solved = []
    solve = solving.solve_chain
    monkeypatch.setattr(
        "crm_attribution.markov.estimate.solve_chain",
        lambda chain: solved.append(chain.markov_order) or solve(chain),
    )
    chains = chains_of(("b", "markov", 1), ("a", "markov", 1), ("c", "markov", 2))
    found = estimate_removal_effects(
        transitions, chains=chains, group_transitions=group_transitions
    )
    assert sorted(solved) == [1, 2]
    one, other = (
        found.filter(attribution_model=name).drop("attribution_model") for name in ("a", "b")
    )
    assert one.equals(other)


def test_no_group_transitions_give_no_influences(transitions, group_transitions):
    chains = chains_of(("first", "markov", 1))
    found = estimate_removal_effects(
        transitions, chains=chains, group_transitions=group_transitions.clear()
    )
    assert found["group_influences"].to_list() == [[], [], []]


def test_only_the_most_visited_have_influences(transitions, group_transitions, monkeypatch):
    monkeypatch.setattr(channels, "INFLUENCE_CHANNELS", 1)
    chains = chains_of(("first", "markov", 1))
    found = estimate_removal_effects(
        transitions, chains=chains, group_transitions=group_transitions
    )
    assert found["group_influences"].list.len().to_list() == [3, 0, 0]
    assert found["removal_effect_error"].null_count() == 0


def test_chains_too_big_to_invert_are_bounded_but_for_the_most_visited(
    transitions, group_transitions, monkeypatch
):
    chains = chains_of(("first", "markov", 1))
    frames = {"chains": chains, "group_transitions": group_transitions}
    exact = estimate_removal_effects(transitions, **frames)
    monkeypatch.setattr(solving, "DENSE_STATES", 2)
    monkeypatch.setattr(channels, "MOST_VISITED", 1)
    found = estimate_removal_effects(transitions, **frames)
    # Channel 1 has most visits. The others lie between bounds, with neither error nor influence.
    assert found["visit_count"].to_list() == exact["visit_count"].to_list()
    for name in ("removal_effect", "removal_effect_error", "value_removal_effect"):
        assert found[name][0] == pytest.approx(exact[name][0], rel=1e-10)
    np.testing.assert_allclose(
        found["group_influences"][0].to_list(), exact["group_influences"][0].to_list(), atol=1e-10
    )
    assert found["removal_effect_error"].to_list()[1:] == [None, None]
    assert found["group_influences"].to_list()[1:] == [[], []]
    inside = pl.DataFrame(
        {
            "effect": exact["removal_effect"],
            "lower": found["removal_effect_lower"] - 1e-12,
            "upper": found["removal_effect_upper"] + 1e-12,
        }
    )
    assert inside.select(pl.col("effect").is_between("lower", "upper").all()).item()
    assert (found["removal_effect_upper"] > found["removal_effect_lower"])[1:].all()


def test_pairs_of_all_states(transitions, rate):
    chains = chains_of(("first", "markov", 1), ("second", "markov", 2), ("other", "shapley", 1))
    found = estimate_pair_effects(transitions, chains=chains)
    assert dict(found.schema) == PAIRS
    assert found.select("attribution_model", "state_number_a", "state_number_b").rows() == [
        (model, *pair) for model in ("first", "second") for pair in ((1, 2), (1, 3), (2, 3))
    ]
    for row in found.iter_rows(named=True):
        order, pair = row["markov_order"], {row["state_number_a"], row["state_number_b"]}
        expected = 1 - rate(JOURNEYS, order, pair) / rate(JOURNEYS, order)
        assert row["joint_removal_effect"] == pytest.approx(expected, abs=1e-12)


def test_pairs_of_the_most_visited_states_only(count_transitions, rate):
    # Channel c is taken c times alone, and everybody passes by 70: visits grow with the number.
    journeys = [([channel, 70], 1, channel, 1.0) for channel in range(1, 70)]
    found = estimate_pair_effects(
        count_transitions(journeys, longest=1), chains=chains_of(("first", "markov", 1))
    )
    states = range(11, 71)
    assert found.select("state_number_a", "state_number_b").rows() == [
        (one, other) for one in states for other in states if one < other
    ]
    row = found.row(0, named=True)
    expected = 1 - rate(journeys, 1, {11, 12}) / rate(journeys, 1)
    assert row["joint_removal_effect"] == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("order", [1, 2])
def test_pairs_of_a_chain_that_is_not_inverted_are_the_same(transitions, rate, monkeypatch, order):
    chains = chains_of(("first", "markov", order))
    exact = estimate_pair_effects(transitions, chains=chains)["joint_removal_effect"]
    monkeypatch.setattr(solving, "DENSE_STATES", 2)
    found = estimate_pair_effects(transitions, chains=chains)["joint_removal_effect"]
    np.testing.assert_allclose(found, exact, atol=1e-12)


def test_on_equal_visits_the_lower_number_is_taken(count_transitions):
    chain = build_chain(count_transitions([([5, 3, 4], 1, 1, 1.0)]), markov_order=1)
    assert most_visited(chain, count=2).tolist() == [3, 4]


def test_empty_frames_give_empty_tables(transitions, group_transitions):
    chains = chains_of(("first", "markov", 1))
    groups = group_transitions
    for some, models in ((transitions.clear(), chains), (transitions, chains.clear())):
        effects = estimate_removal_effects(some, chains=models, group_transitions=groups)
        pairs = estimate_pair_effects(some, chains=models)
        assert effects.is_empty()
        assert pairs.is_empty()
        assert dict(effects.schema) == EFFECTS
        assert dict(pairs.schema) == PAIRS


def test_nothing_converting_gives_weights_of_0(count_transitions):
    journeys = [([1, 2], 0, 5, 0.0)]
    groups = count_transitions(journeys, group=1).with_columns(
        markov_order=pl.lit(1, dtype=pl.Int32)
    )
    found = estimate_removal_effects(
        count_transitions(journeys),
        chains=chains_of(("first", "markov", 1)),
        group_transitions=groups,
    )
    assert found["weight"].to_list() == [0, 0]
    assert found["value_weight"].to_list() == [0, 0]
    assert found["group_influences"].to_list() == [[0], [0]]


def test_a_negative_effect_on_value_has_no_weight(count_transitions):
    # Journeys 1 bring 10, journeys 2 cost 2: without 2 there would be 10 of 8.
    journeys = [([1], 1, 0, 10.0), ([2], 1, 0, -2.0)]
    transitions = count_transitions(journeys)
    found = estimate_removal_effects(
        transitions,
        chains=chains_of(("first", "markov", 1)),
        group_transitions=transitions.clear().with_columns(markov_order=1, cluster_group=0),
    )
    assert found["value_removal_effect"].to_list() == pytest.approx([1.25, -0.25])
    assert found["value_weight"].to_list() == pytest.approx([1.25, 0.0])
