"""Dividends of pairs: they are those of the sets of two, told apart by kind."""

import doctest

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_attribution.channel_sets import pair_dividends as module
from crm_attribution.channel_sets.dividends import dividends
from crm_attribution.channel_sets.pair_dividends import pair_dividends

BITS = [1, 4, 8, 1 << 20, 1 << 61]
ROWS = st.lists(
    st.tuples(
        st.sets(st.sampled_from(BITS), min_size=1).map(sum), st.integers(0, 30), st.integers(0, 30)
    ),
    max_size=12,
)


def by_mask(sets):
    return dict(dividends(sets).select("set_mask", "dividend").rows())


def test_the_examples_in_the_docstrings_hold():
    tested = doctest.testmod(module)
    assert tested.attempted > 0
    assert tested.failed == 0


@settings(deadline=None)
@given(rows=ROWS)
def test_pairs_are_the_dividends_of_sets_of_two(make_sets, rows):
    sets = make_sets(rows)
    expected = {mask: d for mask, d in by_mask(sets).items() if mask.bit_count() == 2}
    found = {
        1 << row["state_number_a"] - 1 | 1 << row["state_number_b"] - 1: row["dividend"]
        for row in pair_dividends(sets).rows(named=True)
        if row["state_number_a"] < row["state_number_b"]
    }
    assert found == pytest.approx(expected, abs=1e-9)


def test_kinds_by_hand(make_sets):
    sets = make_sets(
        [
            (0b00001, 1, 9),  # a: .1
            (0b00010, 1, 9),  # b: .1
            (0b00100, 2, 8),  # c: .2
            (0b01000, 0, 10),  # d: 0
            (0b00011, 28, 2),  # a and b: 30/50 - .1 - .1 = .4
            (0b00101, 0, 10),  # a and c: 3/30 - .1 - .2 = -.2
            (0b01001, 2, 8),  # a and d: 3/30 - .1 - 0 = 0
            (0b11111, 5, 5),  # larger sets play no part
        ]
    )
    found = {
        (row["state_number_a"], row["state_number_b"]): (
            row["kind"],
            row["journey_count"],
            round(row["dividend"], 12),
        )
        for row in pair_dividends(sets).rows(named=True)
    }
    assert len(found) == 10
    assert found[1, 2] == ("synergy", 30, 0.4)
    assert found[1, 3] == ("cannibalisation", 10, -0.2)
    assert found[1, 4] == ("none", 10, 0.0)
    # b and c were never alone together: (1 + 2)/20 - .1 - .2, by definition only.
    assert found[2, 3] == ("none", 0, -0.15)
    # e was never seen alone or with one other.
    assert found[1, 5] == ("none", 0, 0.0)


def test_rounding_is_no_cannibalisation(make_sets):
    # v(a) = 1/10, v(b) = 2/10, v(ab) = 9/30; in floating point .3 - .1 - .2 = -2.8e-17.
    pairs = pair_dividends(make_sets([(1, 1, 9), (2, 2, 8), (3, 6, 4)]))
    assert pairs["dividend"].item() != 0.0
    assert pairs["kind"].item() == "none"


def test_pairs_have_no_limit_of_twenty(make_sets):
    rows = [(1 << position, 1, 1) for position in range(62)]
    assert len(pair_dividends(make_sets(rows))) == 62 * 61 // 2


def test_journeys_without_a_channel_count_within_every_set(make_sets):
    # v(a) = 2/4, v(b) = 2/4, v(ab) = (1 + 1 + 1 + 3)/(2 + 2 + 2 + 3): 6/9 - 1/2 - 1/2
    sets = make_sets([(0, 1, 1), (1, 1, 1), (2, 1, 1), (3, 3, 0)])
    expected = 6 / 9 - 1 / 2 - 1 / 2
    assert pair_dividends(sets)["dividend"].item() == pytest.approx(expected, abs=1e-12)
    assert by_mask(sets)[3] == pytest.approx(expected, abs=1e-12)


def test_groupings_and_conversion_types_are_apart(make_sets):
    sets = pl.concat(
        [
            make_sets([(3, 2, 0)], conversion_type="order"),
            make_sets([(3, 1, 1)], conversion_type="lead"),
            make_sets([(3, 1, 3)], grouping="campaign"),
        ]
    )
    keys = ["grouping", "conversion_type"]
    assert pair_dividends(sets).select(*keys, "dividend").rows() == [
        ("campaign", "order", 0.25),
        ("channel", "lead", 0.5),
        ("channel", "order", 1.0),
    ]


def test_no_sets_give_no_rows_under_the_same_columns(make_sets):
    found = pair_dividends(make_sets([]))
    assert found.rows() == []
    assert found.schema == pair_dividends(make_sets([(3, 1, 1)])).schema


def test_one_channel_has_no_pair(make_sets):
    assert pair_dividends(make_sets([(4, 1, 1)])).rows() == []
