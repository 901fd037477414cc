"""Rules are read as declared, and what cannot be applied is refused."""

import pytest

from crm_attribution.identity.rules import Rule, read_rules

ROW = {
    "rule_order": 1,
    "key_type": "email",
    "max_degree": 20,
    "max_records": None,
    "conflicts_with": None,
    "is_enabled": True,
}


def test_rules_come_in_their_order_without_those_switched_off():
    rows = [
        ROW | {"rule_order": 3, "key_type": "phone", "conflicts_with": "member_number; email"},
        ROW | {"rule_order": 2},
        ROW | {"rule_order": 1, "key_type": "member_number", "is_enabled": False},
    ]
    assert read_rules(rows) == [
        Rule(2, "email", 20),
        Rule(3, "phone", 20, None, ("member_number", "email")),
    ]


def test_two_rules_of_one_order_are_refused():
    rows = [ROW, ROW | {"key_type": "phone"}]
    with pytest.raises(ValueError, match="email and phone of identity_rules both have rule_order"):
        read_rules(rows)


def test_a_conflict_with_keys_that_come_later_is_refused():
    rows = [ROW | {"conflicts_with": "phone"}, ROW | {"rule_order": 2, "key_type": "phone"}]
    with pytest.raises(ValueError, match="conflicts with phone, which comes after it"):
        read_rules(rows)


@pytest.mark.parametrize("limit", ["max_degree", "max_records"])
def test_a_limit_below_one_is_refused(limit):
    with pytest.raises(ValueError, match=f"{limit} is 0; allowed are whole numbers from 1"):
        read_rules([ROW | {limit: 0}])
