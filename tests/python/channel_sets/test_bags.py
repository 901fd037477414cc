"""What bags hold of journeys and channels."""

import doctest

import numpy as np
import pytest

from crm_attribution.channel_sets import bags as module
from crm_attribution.channel_sets.bags import draw_bags
from crm_attribution.channel_sets.counts import set_counts

ROWS = [(1, 30, 70), (4, 50, 50), (5, 40, 20), (1 << 40, 5, 95), (1 << 40 | 1, 20, 60), (7, 9, 2)]


@pytest.fixture(scope="module")
def counts(make_sets):
    return set_counts(make_sets(ROWS))


def test_the_examples_in_the_docstrings_hold():
    tested = doctest.testmod(module)
    assert tested.attempted > 0
    assert tested.failed == 0


def test_bags_hold_whole_journeys_and_each_is_in_half_of_them(counts):
    bags = draw_bags(counts, draw_count=7)
    for shares, column in (
        (bags.conversion_shares, counts.conversion_counts),
        (bags.null_shares, counts.null_counts),
    ):
        kept = bags.rows(shares) * column
        assert kept.shape == (28, 6)
        assert kept == pytest.approx(np.round(kept), abs=1e-9)
        assert kept.min() >= 0
        assert (kept <= column).all()
        assert kept.mean(axis=0) == pytest.approx(column / 2, abs=1e-9)


def test_a_bag_keeps_each_journey_with_probability_one_half(make_sets):
    bags = draw_bags(set_counts(make_sets([(1, 100, 400)])), draw_count=2000)
    # 2000 binomial numbers: standard error √(n/4)/√2000 of the mean, about √(2/2000) of the
    # variance's ratio to n/4.
    for shares, count in ((bags.conversion_shares, 100), (bags.null_shares, 400)):
        kept = shares[:, 0] * count
        assert kept.mean() == pytest.approx(count / 2, abs=5 * np.sqrt(count / 4 / 2000))
        assert kept.var() == pytest.approx(count / 4, rel=5 * np.sqrt(2 / 2000))


@pytest.mark.parametrize("number", [1, 2, 5])
def test_a_bag_draws_half_of_the_channels_and_each_is_in_half_of_them(make_sets, number):
    bags = draw_bags(set_counts(make_sets([(2**number - 1, 5, 5)])), draw_count=20)
    drawn = bags.channels()
    assert drawn.shape == (80, number)
    assert (drawn.sum(axis=0) == 40).all()
    assert set(drawn.sum(axis=1).tolist()) == {number // 2, (number + 1) // 2}
    # Every channel meets every other one in some bag.
    together = drawn.T.astype(int) @ drawn
    assert together.min() > 0 or number == 2


def test_rows_and_channels_are_combined_all_four_ways(counts):
    bags = draw_bags(counts, draw_count=1)
    rows, channels = bags.rows(bags.null_shares), bags.channels()
    combinations = {(tuple(rows[bag]), tuple(channels[bag])) for bag in range(4)}
    assert len(combinations) == 4


def test_equal_seeds_give_equal_bags_and_others_do_not(counts):
    first, again, other = (draw_bags(counts, seed=seed) for seed in (1, 1, 2))
    assert (first.null_shares == again.null_shares).all()
    assert (first.drawn == again.drawn).all()
    assert (first.null_shares != other.null_shares).any()
    assert (first.drawn != other.drawn).any()
