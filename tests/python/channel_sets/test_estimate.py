"""Weights of the models on channel sets, as SQL calls for them."""

import doctest
import math
from dataclasses import replace

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_attribution.channel_sets import estimate as module
from crm_attribution.channel_sets.bags import draw_bags
from crm_attribution.channel_sets.counts import set_counts
from crm_attribution.channel_sets.estimate import estimate_set_weights
from crm_attribution.channel_sets.logistic import bagged_logistic

FAMILIES = ["set_rate_shapley", "shao_li", "bagged_logistic"]
EXACT = ["set_rate_shapley", "shao_li"]
BITS = [1, 4, 1 << 20, 1 << 61]
MASKS = st.sets(st.sampled_from(BITS), min_size=1).map(sum)
GROUP_ROWS = st.lists(
    st.tuples(st.integers(0, 4), MASKS, st.integers(0, 20), st.integers(1, 20)),
    min_size=1,
    max_size=14,
)


def as_sets(groups):
    """Counts by set from counts by cluster group and set."""
    keys = ["grouping", "conversion_type", "set_mask"]
    return groups.group_by(keys).agg(pl.col("conversion_count", "null_count").sum())


def test_the_examples_in_the_docstrings_hold():
    tested = doctest.testmod(module)
    assert tested.attempted > 0
    assert tested.failed == 0


def test_weights_by_hand(make_sets, make_group_sets, make_models):
    # Rates: v(a) = 1/2, v(b) = 0, v(ab) = (3 + 0 + 1)/(6 + 4 + 2) = 1/3
    # Shapley of a: (1/2 + 1/3)/2 = 5/12, of b: (0 + 1/3 - 1/2)/2 = -1/12
    # p(a) = 4/8, p(b) = 1/6, p(ab) = 1/2: interaction -1/6, half of it -1/12
    sets = make_sets([(1, 3, 3), (2, 0, 4), (3, 1, 1)])
    weights = estimate_set_weights(sets, models=make_models(*EXACT), group_sets=make_group_sets([]))
    found = weights.select("family", "state_number", "effect", "weight").rows()
    expected = [
        ("set_rate_shapley", 1, 5 / 12, 5 / 12),
        ("set_rate_shapley", 2, -1 / 12, 0.0),
        ("shao_li", 1, 5 / 12, 5 / 12),
        ("shao_li", 2, 1 / 12, 1 / 12),
    ]
    assert [row[:2] for row in found] == [row[:2] for row in expected]
    assert [row[2:] for row in found] == [pytest.approx(row[2:], abs=1e-12) for row in expected]
    assert weights["group_influences"].to_list() == [[]] * 4


def test_an_influence_by_hand(make_sets, make_group_sets, make_models):
    # One channel: the weight is c/n. Group 0 has 1 of 4, group 2 has 5 of 6; c/n = 6/10.
    # d ln(c/n) = c_g/c - n_g/n: 1/6 - 4/10 and 5/6 - 6/10; group 1 has no journeys.
    groups = make_group_sets([(0, 1, 1, 3), (2, 1, 5, 1)])
    weights = estimate_set_weights(
        make_sets([(1, 6, 4)]), models=make_models(*EXACT), group_sets=groups
    )
    for influences in weights["group_influences"]:
        assert influences.to_list() == pytest.approx([-7 / 30, 0.0, 7 / 30], abs=1e-12)


@settings(max_examples=30, deadline=None)
@given(rows=GROUP_ROWS)
@pytest.mark.parametrize("family", EXACT)
def test_influences_are_those_of_small_differences(make_group_sets, make_models, family, rows):
    # Whole counts: a group counts 1 ± 1e-4 times as much as the others.
    base, step = 10**6, 10**2
    models = make_models(family)

    def weights(factors):
        scaled = [
            (g, mask, c * factors.get(g, base), m * factors.get(g, base)) for g, mask, c, m in rows
        ]
        groups = make_group_sets(scaled)
        return estimate_set_weights(as_sets(groups), models=models, group_sets=groups)

    at_one = weights({})
    influences = np.array(at_one["group_influences"].to_list())
    for group in range(influences.shape[1]):
        higher, lower = (weights({group: base + sign * step})["effect"] for sign in (1, -1))
        difference = (higher - lower).to_numpy() / (2 * step / base)
        positive = (at_one["weight"] > 0).to_numpy()
        change = influences[:, group] * at_one["weight"].to_numpy()
        assert change[positive] == pytest.approx(difference[positive], abs=1e-6)
        assert not influences[~positive, group].any()


@settings(max_examples=30, deadline=None)
@given(rows=GROUP_ROWS)
def test_influences_of_exact_models_add_up_to_zero(make_group_sets, make_models, rows):
    # Doubling all counts changes neither Shapley values of rates nor Shao and Li's C.
    groups = make_group_sets(rows)
    weights = estimate_set_weights(as_sets(groups), models=make_models(*EXACT), group_sets=groups)
    totals = (weights["group_influences"].list.sum() * weights["weight"]).to_list()
    assert totals == pytest.approx([0.0] * len(totals), abs=1e-10)


def test_influences_of_bagged_logistic_are_those_of_the_same_bags(make_group_sets, make_models):
    groups = make_group_sets(
        [(0, 1, 20, 40), (0, 3, 9, 11), (1, 1, 5, 30), (1, 2, 60, 40), (3, 2, 30, 35), (3, 3, 8, 2)]
    )
    sets = as_sets(groups)
    found = estimate_set_weights(sets, models=make_models("bagged_logistic"), group_sets=groups)
    counts = set_counts(sets)
    bags = draw_bags(counts)
    step = 1e-5
    assert found["weight"].max() > 0
    for group in range(4):
        part = groups.filter(pl.col("cluster_group") == group)
        own = {mask: (c, m) for mask, c, m in part.select(groups.columns[3:]).rows()}
        moved = np.array([own.get(mask, (0, 0)) for mask in counts.set_masks], dtype=float)
        higher, lower = (
            bagged_logistic(
                replace(
                    counts,
                    conversion_counts=counts.conversion_counts + sign * step * moved[:, 0],
                    null_counts=counts.null_counts + sign * step * moved[:, 1],
                ),
                bags=bags,
            ).effects
            for sign in (1, -1)
        )
        for row, up, down in zip(found.rows(named=True), higher, lower, strict=True):
            expected = (math.log(up) - math.log(down)) / (2 * step) if row["weight"] > 0 else 0.0
            assert row["group_influences"][group] == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize("family", FAMILIES)
def test_every_state_that_occurs_has_a_row(make_sets, make_group_sets, make_models, family):
    # State 3 never converts, state 6 has no journey at all.
    sets = make_sets([(1, 5, 5), (4, 0, 8), (5, 3, 9), (32, 0, 0)])
    weights = estimate_set_weights(
        sets, models=make_models(family), group_sets=make_group_sets([(0, 1, 5, 5)])
    )
    assert weights["state_number"].to_list() == [1, 3, 6]
    assert weights["weight"].min() >= 0
    assert weights["effect"].is_finite().all()
    # With no journey of its own it changes nothing, up to what every order of arrival rounds to.
    assert weights["weight"].to_list()[2] == 0.0


def test_rounding_is_no_weight(make_sets, make_group_sets, make_models):
    # Channel 3 comes with channel 1 wherever the rate is .1, so it is worth 0, not 1e-18.
    sets = make_sets([(1, 1, 9), (2, 1, 9), (3, 1, 9), (5, 1, 9), (6, 1, 9), (7, 1, 9)])
    groups = make_group_sets([(0, 1, 1, 9)])
    weights = estimate_set_weights(sets, models=make_models("set_rate_shapley"), group_sets=groups)
    # v(S) = .1 for every S with 1 or 2 in it; v(3) = 0, so 3 adds nothing to any set.
    assert weights["weight"].to_list() == [pytest.approx(0.05), pytest.approx(0.05), 0.0]
    assert weights["group_influences"].to_list()[2] == [0.0]


def test_each_model_takes_its_own_grouping_and_each_conversion_type_stands_alone(
    make_sets, make_group_sets, make_models
):
    parts = {
        ("channel", "order"): [(1, 1, 3)],
        ("channel", "lead"): [(2, 1, 1)],
        ("campaign", "order"): [(4, 3, 1)],
    }
    sets = pl.concat(
        make_sets(rows, grouping=grouping, conversion_type=conversion_type)
        for (grouping, conversion_type), rows in parts.items()
    )
    groups = pl.concat(
        make_group_sets([(group, *rows[0])], grouping=grouping, conversion_type=conversion_type)
        for group, ((grouping, conversion_type), rows) in enumerate(parts.items())
    )
    models = pl.concat(
        [make_models("shao_li", "markov"), make_models("set_rate_shapley", grouping="campaign")]
    )
    weights = estimate_set_weights(sets, models=models, group_sets=groups)
    columns = ["attribution_model", "family", "grouping", "conversion_type", "state_number"]
    # One channel and one group each: the weight is the rate, and no factor changes it. Three groups
    # in all, so three influences everywhere.
    assert weights.select(*columns, "weight", "group_influences").rows() == [
        ("my_set_rate_shapley", "set_rate_shapley", "campaign", "order", 3, 0.75, [0.0] * 3),
        ("my_shao_li", "shao_li", "channel", "lead", 2, 0.5, [0.0] * 3),
        ("my_shao_li", "shao_li", "channel", "order", 1, 0.25, [0.0] * 3),
    ]


def test_two_models_of_one_family_have_their_own_rows(make_sets, make_group_sets, make_models):
    models = pl.concat([make_models("shao_li"), make_models("shao_li")]).with_columns(
        attribution_model=pl.Series(["one", "two"])
    )
    weights = estimate_set_weights(
        make_sets([(1, 1, 3)]), models=models, group_sets=make_group_sets([])
    )
    assert weights.select("attribution_model", "weight").rows() == [("one", 0.25), ("two", 0.25)]


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize(
    "rows",
    [
        [(1, 0, 5), (3, 0, 5)],  # no conversions
        [(1, 5, 0), (3, 5, 0)],  # nothing but conversions
        [(1, 0, 0), (3, 0, 0)],  # no journeys
    ],
)
def test_data_that_tell_nothing_give_finite_weights(
    make_sets, make_group_sets, make_models, family, rows
):
    groups = make_group_sets([(0, *row) for row in rows])
    weights = estimate_set_weights(make_sets(rows), models=make_models(family), group_sets=groups)
    assert weights["state_number"].to_list() == [1, 2]
    assert weights["effect"].is_finite().all()
    assert weights["group_influences"].explode().is_finite().all()
    if not any(conversions for _, conversions, _ in rows):
        assert weights["weight"].to_list() == [0.0, 0.0]


def test_twenty_one_channels_are_refused_by_set_rate_shapley_alone(
    make_sets, make_group_sets, make_models
):
    sets = make_sets([(1 << position, 1, 1) for position in range(21)], conversion_type="lead won")
    weights = estimate_set_weights(
        sets, models=make_models("shao_li", "bagged_logistic"), group_sets=make_group_sets([])
    )
    assert len(weights) == 42
    expected = (
        "^set-rate Shapley of lead won would need 21 channels; at most 20 are allowed: set "
        "is_enabled to false for my_set_rate_shapley in the seed attribution_models, or"
    )
    with pytest.raises(ValueError, match=expected):
        estimate_set_weights(
            sets, models=make_models("set_rate_shapley"), group_sets=make_group_sets([])
        )


def test_no_sets_or_no_models_give_no_rows_under_the_same_columns(
    make_sets, make_group_sets, make_models
):
    full = make_sets([(1, 1, 1, 1, 0)]), make_models(*FAMILIES)
    weights = estimate_set_weights(full[0], models=full[1], group_sets=make_group_sets([]))
    for sets, models in ((make_sets([]), full[1]), (full[0], make_models("markov"))):
        found = estimate_set_weights(sets, models=models, group_sets=make_group_sets([]))
        assert (found.rows(), found.schema) == ([], weights.schema)
