"""Bagged logistic regression: what is averaged over the bags, and its derivatives."""

import doctest
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize

from crm_attribution.channel_sets import logistic as module
from crm_attribution.channel_sets.bags import draw_bags
from crm_attribution.channel_sets.counts import set_counts
from crm_attribution.channel_sets.logistic import bagged_logistic

ROWS = [(1, 30, 70), (4, 50, 50), (5, 40, 20), (1 << 40, 5, 95), (1 << 40 | 1, 20, 60), (7, 9, 2)]


@pytest.fixture(scope="module")
def counts(make_sets):
    return set_counts(make_sets(ROWS))


def test_the_examples_in_the_docstrings_hold():
    tested = doctest.testmod(module)
    assert tested.attempted > 0
    assert tested.failed == 0


def scipy_coefficients(design, conversions, nulls):
    penalty = np.full(design.shape[1], 0.16)
    penalty[0] = 0.01

    def loss(coefficients):
        predictor = design @ coefficients
        lost = conversions @ np.logaddexp(0, -predictor) + nulls @ np.logaddexp(0, predictor)
        return lost + penalty @ coefficients**2 / 2

    start = np.zeros(design.shape[1])
    return minimize(loss, start, method="Powell", options={"xtol": 1e-10, "ftol": 1e-14}).x


def test_an_effect_is_the_mean_over_the_bags_that_drew_the_channel(make_sets):
    counts = set_counts(make_sets([(1, 3, 17), (2, 11, 9), (3, 8, 4), (4, 5, 6)]))
    bags = draw_bags(counts, draw_count=2)
    found = {position: [] for position in range(3)}
    for draw in range(2):
        for kept in (0, 1):
            conversions = abs(kept - bags.conversion_shares[draw]) * counts.conversion_counts
            nulls = abs(kept - bags.null_shares[draw]) * counts.null_counts
            for drawn in (bags.drawn[draw], ~bags.drawn[draw]):
                design = np.column_stack([np.ones(4), counts.membership()[:, drawn]])
                fitted = scipy_coefficients(design, conversions, nulls)
                for position, value in zip(np.flatnonzero(drawn), fitted[1:], strict=True):
                    found[int(position)].append(value)
    expected = [np.mean(found[position]) for position in range(3)]
    assert [len(values) for values in found.values()] == [4, 4, 4]
    assert bagged_logistic(counts, bags=bags).effects == pytest.approx(expected, abs=1e-5)


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 2**32 - 1))
def test_derivatives_are_those_of_small_differences_with_the_same_bags(make_sets, seed):
    generator = np.random.default_rng(seed)
    rows = [(mask, *generator.integers(1, 40, size=2).tolist()) for mask in (1, 2, 3, 4, 6, 7)]
    counts = set_counts(make_sets(rows))
    bags = draw_bags(counts, draw_count=4, seed=seed)
    found = bagged_logistic(counts, bags=bags)
    step = 1e-4
    for column, derivative in (
        ("conversion_counts", found.by_conversion),
        ("null_counts", found.by_null),
    ):
        for position in range(len(rows)):
            moved = np.zeros(len(rows))
            moved[position] = step
            higher, lower = (
                bagged_logistic(
                    replace(counts, **{column: getattr(counts, column) + sign * moved}), bags=bags
                )
                for sign in (1, -1)
            )
            difference = (higher.effects - lower.effects) / (2 * step)
            assert derivative[position] == pytest.approx(difference, abs=1e-7)


def test_derivatives_of_rows_in_parts_are_those_of_all_rows(counts, monkeypatch):
    bags = draw_bags(counts, draw_count=3)
    whole = bagged_logistic(counts, bags=bags)
    monkeypatch.setattr(module, "ROWS_AT_ONCE", 4)
    parts = bagged_logistic(counts, bags=bags)
    assert parts.by_conversion == pytest.approx(whole.by_conversion, abs=1e-14)
    assert parts.by_null == pytest.approx(whole.by_null, abs=1e-14)


def test_a_set_split_over_two_rows_and_rows_in_another_order_change_nothing(make_sets):
    split = [*ROWS[:0:-1], (1, 10, 60), (1, 20, 10)]
    before, after = (set_counts(make_sets(rows)) for rows in (ROWS, split))
    effects = [bagged_logistic(each, bags=draw_bags(each)).effects for each in (before, after)]
    assert effects[0].tolist() == effects[1].tolist()


def test_channels_under_other_numbers_in_the_same_order_change_nothing(make_sets):
    # 1, 2, 3, 41 become 2, 9, 30, 62.
    bits = {1: 1 << 1, 2: 1 << 8, 4: 1 << 29, 1 << 40: 1 << 61}
    moved = [(sum(new for old, new in bits.items() if mask & old), c, m) for mask, c, m in ROWS]
    before, after = (set_counts(make_sets(rows)) for rows in (ROWS, moved))
    assert after.state_numbers.tolist() == [2, 9, 30, 62]
    effects = [bagged_logistic(each, bags=draw_bags(each)).effects for each in (before, after)]
    assert effects[0].tolist() == effects[1].tolist()


def test_more_conversions_through_a_channel_raise_its_effect(make_sets):
    poor, rich = (
        set_counts(make_sets([(1, 100, 900), (2, converted, 1000 - converted), (3, 200, 800)]))
        for converted in (100, 400)
    )
    effects = [bagged_logistic(each, bags=draw_bags(each)).effects for each in (poor, rich)]
    assert effects[1][1] > effects[0][1] + 0.5


@pytest.mark.parametrize("rows", [[(1, 0, 5), (3, 0, 2)], [(1, 5, 0), (3, 2, 0)], [(3, 0, 0)]])
def test_where_all_journeys_end_alike_nothing_is_learned(make_sets, rows):
    counts = set_counts(make_sets(rows))
    found = bagged_logistic(counts, bags=draw_bags(counts))
    assert found.effects.tolist() == [0.0, 0.0]
    assert not found.by_conversion.any()
    assert not found.by_null.any()
    assert found.by_null.shape == (len(rows), 2)


def test_one_channel_has_a_finite_effect(make_sets):
    counts = set_counts(make_sets([(8, 30, 10)]))
    effects = bagged_logistic(counts, bags=draw_bags(counts)).effects
    # The intercept sees the same journeys: gradient 0 of both gives .16 β = .01 intercept, so β is
    # .01/.17 of the log odds, which are log(3) but for the bag's chance and a little ridge.
    assert effects == pytest.approx([np.log(3) * 0.01 / 0.17], rel=0.05)
