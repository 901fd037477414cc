"""Limits are pairs, and warn before they fail."""

import pytest

from crm_attribution.gate.limits import Limit, parse_limits


def test_a_limit_has_the_severities_that_it_states():
    limits = parse_limits(
        {"both": [0.1, 0.5], "warns": [0, None], "fails": [None, 3], "no": [None, None]}
    )
    assert {name: list(limit.severities()) for name, limit in limits.items()} == {
        "both": [("warning", 0.1), ("critical", 0.5)],
        "warns": [("warning", 0)],
        "fails": [("critical", 3)],
        "no": [],
    }


def test_the_same_limit_twice_is_allowed():
    assert parse_limits({"rate": [0.2, 0.2]}) == {"rate": Limit(0.2, 0.2)}


@pytest.mark.parametrize(
    ("pair", "said"),
    [
        (0.2, "0.2 is not allowed"),
        ([0.2], r"\[0.2\] is not allowed"),
        ([0.1, 0.2, 0.3], "is not allowed"),
        ("ab", "'ab' is not allowed"),
        ([0.1, "0.2"], "'0.2' is not allowed"),
        ([True, None], "True is not allowed"),
        ([-0.1, None], "-0.1 is not allowed"),
        ([float("nan"), None], "nan is not allowed"),
        ([0.5, 0.2], "warns beyond 0.5, after it fails the build beyond 0.2"),
    ],
)
def test_what_is_no_limit_is_named(pair, said):
    with pytest.raises(ValueError, match=f"limit my_rate: .*{said}"):
        parse_limits({"my_rate": pair})
