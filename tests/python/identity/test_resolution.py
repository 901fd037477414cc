"""Persons against a union-find, and what the guards promise, on graphs that hypothesis makes up."""

from collections import defaultdict

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_attribution.identity import Links, Resolution, Rule, resolve
from crm_attribution.identity.guards import CONFLICTING, SHARED, TOO_LARGE, USED

RECORDS, KEYS = 8, 5
NODES = RECORDS + 2 * KEYS
Pairs = list[tuple[int, int]]

# Each example is a handful of sparse matrices.
few = settings(max_examples=60)

# Strong keys are nodes 8 to 12, weak ones 13 to 17.
STRONG = st.lists(st.tuples(st.integers(0, RECORDS - 1), st.integers(8, 12)), max_size=8)
WEAK = st.lists(st.tuples(st.integers(0, RECORDS - 1), st.integers(13, 17)), max_size=14)


def links(pairs: Pairs, scopes: list[int] | None = None) -> Links:
    columns = np.array(pairs, dtype=np.int32).reshape(-1, 2)
    return Links(columns[:, 0], columns[:, 1], np.array(scopes or [0] * len(pairs), dtype=np.int32))


def resolved(strong: Pairs, weak: Pairs, **settings: object) -> Resolution:
    """Persons by strong keys without a guard, then by weak ones with these settings."""
    return resolve(
        {"strong": links(strong), "weak": links(weak)},
        rules=[Rule(1, "strong"), Rule(2, "weak", **settings)],
        record_count=RECORDS,
        identified_count=RECORDS,
        node_count=NODES,
    )


def union_find(pairs: Pairs) -> list[int]:
    component = {node: {node} for node in range(NODES)}
    for left, right in pairs:
        merged = component[left] | component[right]
        component.update(dict.fromkeys(merged, merged))
    return [min(component[node]) for node in range(NODES)]


def groups(persons: list[int]) -> set[frozenset[int]]:
    members = defaultdict(set)
    for node, person in enumerate(persons):
        members[person].add(node)
    return {frozenset(nodes) for nodes in members.values()}


@few
@given(STRONG, WEAK)
def test_without_guards_persons_are_those_of_a_union_find(strong, weak):
    found = resolved(strong, weak)
    assert found.persons.tolist() == union_find(strong + weak)
    assert not found.verdicts.any()


@few
@given(STRONG, WEAK)
def test_the_weakest_rule_needed_is_the_first_that_reaches_the_naming_node(strong, weak):
    found = resolved(strong, weak)
    by_strong_alone = union_find(strong)
    for node, person in enumerate(found.persons.tolist()):
        needed = 0 if node == person else 1 if by_strong_alone[node] == person else 2
        assert found.joined_by[node] == needed


@few
@given(STRONG, WEAK)
def test_a_weak_key_never_connects_two_holders_of_strong_keys(strong, weak):
    found = resolved(strong, weak, conflicts_with=("strong",))
    before = union_find(strong)
    holders = {before[record] for record, _ in strong}
    for group in groups(found.persons.tolist()):
        assert len({before[node] for node in group} & holders) <= 1


@few
@given(STRONG, WEAK)
def test_guards_only_ever_part_what_would_be_one(strong, weak):
    everything = union_find(strong + weak)
    by_strong_alone = union_find(strong)
    found = resolved(strong, weak, max_degree=2, max_records=3, conflicts_with=("strong",))
    for node, person in enumerate(found.persons.tolist()):
        assert everything[node] == everything[person]
        # What a stronger rule joined, a weaker one's guards never part.
        assert found.persons[by_strong_alone[node]] == person


@few
@given(STRONG, WEAK)
def test_groups_in_which_no_holders_meet_are_joined_whole(strong, weak):
    before, everything = union_find(strong), union_find(strong + weak)
    holders = {before[record] for record, _ in strong}
    found = resolved(strong, weak, conflicts_with=("strong",))
    for group in groups(everything):
        if len({before[node] for node in group} & holders) <= 1:
            assert len({int(found.persons[node]) for node in group}) == 1


@few
@given(STRONG, WEAK, st.permutations(range(RECORDS)))
def test_who_is_one_does_not_depend_on_the_numbers(strong, weak, numbers):
    settings = {"max_degree": 3, "max_records": 6, "conflicts_with": ("strong",)}
    renumbered = [
        [(numbers[record], key) for record, key in pairs[::-1]] for pairs in (strong, weak)
    ]
    expected = {
        frozenset(numbers[node] if node < RECORDS else node for node in group)
        for group in groups(resolved(strong, weak, **settings).persons.tolist())
    }
    assert groups(resolved(*renumbered, **settings).persons.tolist()) == expected


def test_a_key_of_too_many_persons_joins_nobody_and_is_listed():
    shared = [(0, 13), (1, 13), (2, 13)]
    found = resolved([], shared, max_degree=2)
    assert found.persons[:3].tolist() == [0, 1, 2]
    assert (found.verdicts[13], found.degrees[13]) == (SHARED, 3)


def test_records_that_are_one_already_count_once_towards_the_degree():
    found = resolved([(0, 8), (1, 8)], [(0, 13), (1, 13), (2, 13)], max_degree=2)
    assert found.persons[:3].tolist() == [0, 0, 0]
    assert (found.verdicts[13], found.degrees[13]) == (USED, 2)


def test_who_lies_between_two_different_persons_belongs_to_the_nearer():
    # 0 and 1 are known to be different. 2 shares a key with 0, 3 with 2, 4 with 3 and with 1:
    # 2 and 1's neighbour 4 are claimed first, and 3, halfway, by both at once.
    strong = [(0, 8), (1, 9)]
    weak = [(0, 13), (2, 13), (2, 14), (3, 14), (3, 15), (4, 15), (4, 16), (1, 16)]
    found = resolved(strong, weak, conflicts_with=("strong",))
    assert found.persons[:5].tolist() == [0, 1, 0, 3, 1]


def test_a_key_that_two_different_persons_carry_joins_nobody_else_either():
    found = resolved([(0, 8), (1, 9)], [(0, 13), (1, 13), (2, 13)], conflicts_with=("strong",))
    assert found.persons[:3].tolist() == [0, 1, 2]
    assert found.verdicts[13] == CONFLICTING


def test_keys_of_different_scopes_do_not_make_two_persons():
    strong, scopes = [(0, 8), (1, 9), (2, 10)], [1, 2, 1]
    found = resolve(
        {"strong": links(strong, scopes), "weak": links([(0, 13), (1, 13), (2, 14), (0, 14)])},
        rules=[Rule(1, "strong"), Rule(2, "weak", conflicts_with=("strong",))],
        record_count=RECORDS,
        identified_count=RECORDS,
        node_count=NODES,
    )
    # 0 and 1 hold numbers of two systems, 0 and 2 of one.
    assert found.persons[:3].tolist() == [0, 0, 2]


def test_a_person_of_too_many_records_is_not_made():
    found = resolved([(0, 8), (1, 8)], [(0, 13), (2, 13), (3, 14), (4, 14)], max_records=2)
    assert found.persons[:5].tolist() == [0, 0, 2, 3, 3]
    assert found.verdicts[[13, 14]].tolist() == [TOO_LARGE, USED]


def test_without_its_key_a_person_is_two_again_and_both_have_their_former_names():
    alone = resolved([(0, 8), (1, 8)], [(2, 13), (3, 13)]).persons.tolist()
    glued = resolved([(0, 8), (1, 8)], [(2, 13), (3, 13), (1, 14), (3, 14)]).persons.tolist()
    assert glued[:4] == [0, 0, 0, 0]
    assert alone[:4] == [0, 0, 2, 2]
    assert resolved([(0, 8), (1, 8)], [(2, 13), (3, 13), (1, 14)]).persons[:4].tolist() == alone[:4]


def test_keys_that_carry_keys_of_an_earlier_rule_are_refused():
    with pytest.raises(ValueError, match="rule late comes too late"):
        resolve(
            {"early": links([(0, 8), (13, 8)]), "late": links([(1, 13)])},
            rules=[Rule(1, "early"), Rule(2, "late")],
            record_count=RECORDS,
            identified_count=RECORDS,
            node_count=NODES,
        )
