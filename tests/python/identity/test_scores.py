"""Pairwise scores against pairs counted one by one."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_attribution.identity import pairwise_scores


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=25))
def test_pairs_are_those_that_are_counted_one_by_one(members):
    found, truth = [member[0] for member in members], [member[1] for member in members]
    pairs = list(combinations(range(len(members)), 2))
    by_hand = (
        sum(truth[left] == truth[right] for left, right in pairs),
        sum(found[left] == found[right] for left, right in pairs),
        sum(members[left] == members[right] for left, right in pairs),
    )
    assert tuple(pairwise_scores(found, truth=truth)) == by_hand


def test_precision_falls_with_glued_and_recall_with_split_persons():
    # Three members of one person and one of another, all put together: 6 pairs, 3 of them true.
    glued = pairwise_scores([1, 1, 1, 1], truth=[1, 1, 1, 2])
    assert (glued.precision, glued.recall) == (3 / 6, 1.0)
    # The three split into two and one: 1 of 3 true pairs is found.
    split = pairwise_scores([1, 1, 2], truth=[1, 1, 1])
    assert (split.precision, split.recall) == (1.0, 1 / 3)


def test_nothing_found_is_precise_and_nothing_to_find_is_found():
    scores = pairwise_scores([1, 2], truth=[1, 2])
    assert (scores.precision, scores.recall) == (1.0, 1.0)


def test_groupings_of_different_length_are_refused():
    with pytest.raises(ValueError, match=r"found has shape \(2,\), truth \(3,\)"):
        pairwise_scores([1, 2], truth=[1, 2, 3])
