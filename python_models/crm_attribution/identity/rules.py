"""The rules by which records are one person, as a user declares them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Rule:
    """One kind of key that tells who is the same person.

    Attributes:
        order: When it is applied, from 1; what an earlier rule joined, no later one parts.
        key_type: Kind of key, such as email.
        max_degree: Persons (as earlier rules left them) that may share one key; a key shared by
            more is not used. Null: any number.
        max_records: Records that a person may have after a join of this rule; a larger join is
            not made. Null: any number.
        conflicts_with: Kinds of keys of which a person has no two: persons that both have one are
            not joined by this rule.

    Example:
        >>> Rule(order=1, key_type="email", max_degree=0)
        Traceback (most recent call last):
            ...
        ValueError: rule 1 (email): max_degree is 0; allowed are whole numbers from 1, or nothing
    """

    order: int
    key_type: str
    max_degree: int | None = None
    max_records: int | None = None
    conflicts_with: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name in ("max_degree", "max_records"):
            value = getattr(self, name)
            if value is not None and value < 1:
                raise ValueError(
                    f"rule {self.order} ({self.key_type}): {name} is {value}; "
                    "allowed are whole numbers from 1, or nothing"
                )


def read_rules(rows: Iterable[Mapping[str, Any]]) -> list[Rule]:
    """Read the rows of the seed ``identity_rules`` that are switched on, in their order.

    Args:
        rows: One mapping per rule: rule_order, key_type, max_degree, max_records, conflicts_with
            (names split by semicolons, or nothing) and is_enabled; more is ignored.

    Returns:
        The rules that are enabled, the first to be applied first.

    Raises:
        ValueError: Two rules have one order, or a rule conflicts with keys that no earlier rule
            uses: the persons that hold them would not be known yet.

    Source:
        The seed's own description.

    Example:
        >>> row = {"max_degree": 3, "max_records": None, "is_enabled": True}
        >>> phone = row | {"rule_order": 2, "key_type": "phone", "conflicts_with": "email"}
        >>> email = row | {"rule_order": 1, "key_type": "email", "conflicts_with": None}
        >>> [rule.key_type for rule in read_rules([phone, email])]
        ['email', 'phone']
    """
    enabled = sorted((row for row in rows if row["is_enabled"]), key=lambda row: row["rule_order"])
    rules: list[Rule] = []
    for row in enabled:
        conflicts = tuple(name.strip() for name in (row["conflicts_with"] or "").split(";") if name)
        rule = Rule(
            row["rule_order"], row["key_type"], row["max_degree"], row["max_records"], conflicts
        )
        if rules and rules[-1].order == rule.order:
            raise ValueError(
                f"rules {rules[-1].key_type} and {rule.key_type} of identity_rules both have "
                f"rule_order {rule.order}; each needs its own"
            )
        # A kind that is switched off joins nobody, so it cannot part anybody either.
        known = {row["key_type"] for row in enabled[: len(rules)]}
        late = [
            name
            for name in conflicts
            if name not in known and name in {row["key_type"] for row in enabled}
        ]
        if late:
            raise ValueError(
                f"rule {rule.key_type} of identity_rules conflicts with {late[0]}, which comes "
                f"after it; allowed are {', '.join(sorted(known)) or 'none'}"
            )
        rules.append(rule)
    return rules
