"""Harsanyi dividends: they add up to the game."""

import doctest

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_attribution.channel_sets import dividends as module
from crm_attribution.channel_sets.counts import set_counts
from crm_attribution.channel_sets.dividends import dividends
from crm_attribution.channel_sets.set_rate import set_rate_shapley

BITS = [1, 4, 8, 1 << 20, 1 << 61]
ROWS = st.lists(
    st.tuples(
        st.sets(st.sampled_from(BITS), min_size=1).map(sum), st.integers(0, 30), st.integers(0, 30)
    ),
    max_size=12,
)


def rate_within(rows, allowed):
    inside = [row for row in rows if row[0] & ~allowed == 0]
    journeys = sum(row[1] + row[2] for row in inside)
    return sum(row[1] for row in inside) / journeys if journeys else 0.0


def by_mask(sets):
    return dict(dividends(sets).select("set_mask", "dividend").rows())


def test_the_examples_in_the_docstrings_hold():
    tested = doctest.testmod(module)
    assert tested.attempted > 0
    assert tested.failed == 0


@settings(deadline=None)
@given(rows=ROWS)
def test_dividends_of_the_parts_add_up_to_the_rate_of_every_set(make_sets, rows):
    found = by_mask(make_sets(rows))
    for whole in found:
        total = sum(value for part, value in found.items() if part & ~whole == 0)
        assert total == pytest.approx(rate_within(rows, whole), abs=1e-9)


@settings(deadline=None)
@given(rows=ROWS)
def test_each_channel_shares_equally_in_its_dividends(make_sets, rows):
    # The Shapley value is Σ over sets with c of d(S) / |S|.
    sets = make_sets(rows)
    if not rows:
        assert by_mask(sets) == {}
        return
    counts = set_counts(sets)
    values = set_rate_shapley(counts, attribution_model="mine", conversion_type="order").effects
    for number, value in zip(counts.state_numbers.tolist(), values, strict=True):
        shares = [
            d / mask.bit_count() for mask, d in by_mask(sets).items() if mask >> number - 1 & 1
        ]
        assert sum(shares) == pytest.approx(value, abs=1e-9)


def test_more_than_twenty_channels_are_refused(make_sets):
    rows = [(1 << position, 1, 1) for position in range(62)]
    expected = "dividends of order would need 62 channels; at most 20 are allowed: use pair_"
    with pytest.raises(ValueError, match=expected):
        dividends(make_sets(rows))


def test_no_sets_give_no_rows_under_the_same_columns(make_sets):
    found = dividends(make_sets([]))
    assert found.rows() == []
    assert found.schema == dividends(make_sets([(3, 1, 1)])).schema
