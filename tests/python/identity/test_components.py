"""Connected components against a union-find of a few lines, on graphs that hypothesis makes up."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_attribution.identity import connected_components, label_components

Links = list[tuple[str, str]]

# Few names, so that links meet; their order as text is not their order as numbers.
NODES = st.integers(0, 30).map(str) | st.text(min_size=1, max_size=2)
LINKS = st.lists(st.tuples(NODES, NODES), max_size=60)


def clusters(links: Links) -> dict[str, str]:
    """What the function under test says: node -> cluster."""
    schema = {"a": pl.String, "b": pl.String}
    frame = pl.DataFrame(links, schema=schema, orient="row")
    return dict(connected_components(frame, source="a", target="b").rows())


def union_find(links: Links) -> dict[str, str]:
    """Node -> smallest node of its component, by merging the components of each link."""
    component = {node: {node} for link in links for node in link}
    for left, right in links:
        merged = component[left] | component[right]
        component.update(dict.fromkeys(merged, merged))
    return {node: min(members) for node, members in component.items()}


@given(LINKS)
def test_components_are_those_of_a_union_find(links):
    assert clusters(links) == union_find(links)


@given(LINKS, st.randoms(use_true_random=False))
def test_order_direction_and_repetition_of_links_do_not_matter(links, random):
    changed = [link if random.random() < 0.5 else link[::-1] for link in links + links[:5]]
    random.shuffle(changed)
    assert clusters(changed) == clusters(links)


@given(LINKS)
def test_a_cluster_is_named_after_its_smallest_member(links):
    found = clusters(links)
    for node, cluster in found.items():
        assert cluster <= node
        assert found[cluster] == cluster


@given(LINKS, NODES, NODES)
def test_one_more_link_merges_two_components_and_leaves_the_others(links, left, right):
    before = clusters([*links, (left, left), (right, right)])
    after = clusters([*links, (left, right)])
    merged = {before[left], before[right]}
    assert after == {
        node: min(merged) if cluster in merged else cluster for node, cluster in before.items()
    }


def test_a_long_chain_is_one_component():
    names = [f"{number:06}" for number in range(100_000)]
    links = list(zip(names[1:], names[:-1], strict=True))
    assert set(clusters(links).values()) == {names[0]}


def test_a_node_linked_to_itself_is_a_component_of_one():
    assert clusters([("x", "x"), ("a", "b")]) == {"x": "x", "a": "a", "b": "a"}


def test_no_links_give_no_nodes_under_the_same_columns():
    links = pl.DataFrame(schema={"a": pl.String, "b": pl.String})
    result = connected_components(links, source="a", target="b")
    assert result.rows() == []
    assert result.schema == {"node_id": pl.String, "cluster_id": pl.String}


def test_nodes_are_sorted_by_code_point():
    links = [("b", "Z"), ("a", "é")]
    assert list(clusters(links)) == ["Z", "a", "b", "é"]


@pytest.mark.parametrize("column", ["a", "b"])
def test_a_link_that_lacks_a_node_is_refused(column):
    links = pl.DataFrame({"a": ["x", "y"], "b": ["y", "z"]} | {column: ["x", None]})
    with pytest.raises(ValueError, match=f"column '{column}' holds a null node id"):
        connected_components(links, source="a", target="b")


def test_numbered_nodes_are_labelled_by_the_smallest_and_lone_ones_by_themselves():
    left, right = np.array([5, 4], dtype=np.int32), np.array([4, 1], dtype=np.int32)
    assert label_components(left, right, node_count=6).tolist() == [0, 1, 2, 3, 1, 1]


def test_a_node_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match="nodes 0 to 2: allowed are 0 to 1"):
        label_components(np.array([0, 2]), np.array([1, 1]), node_count=2)
