"""Joins records to persons, one rule after the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crm_attribution.identity.components import Numbers, label_components
from crm_attribution.identity.guards import (
    SHARED,
    TOO_LARGE,
    USED,
    Links,
    holders,
    keep_apart,
)
from crm_attribution.identity.rules import Rule


@dataclass(frozen=True)
class Resolution:
    """Per node: its person, the rule that joined it, and what became of it as a key.

    Attributes:
        persons: Smallest node of the person.
        joined_by: Order of the weakest rule needed to reach that node; 0 for the node itself.
        verdicts: Of a key USED, SHARED, CONFLICTING or TOO_LARGE; USED for all other nodes.
        degrees: Persons who shared the key before its rule was applied; 0 for other nodes.
    """

    persons: Numbers
    joined_by: NDArray[np.int8]
    verdicts: NDArray[np.int8]
    degrees: Numbers


def resolve(
    links: Mapping[str, Links],
    *,
    rules: Sequence[Rule],
    record_count: int,
    identified_count: int,
    node_count: int,
) -> Resolution:
    """Join nodes that share keys, rule by rule, never joining persons known to be different.

    Nodes are numbered so that a smaller number names a person better: records first, then e-mail
    addresses, then everything else (visitors and keys). A rule first sets aside keys that more
    persons share than its ``max_degree``; then it cuts what would connect two persons that hold
    different keys of a kind in ``conflicts_with`` (``cut_conflicts``); then it drops groups of more
    records than ``max_records``; the connected components of what is left are the new persons.

    Args:
        links: Per kind of key who carries it; every node and key 0 to ``node_count`` - 1.
        rules: Rules in the order of their application.
        record_count: The nodes below it are records.
        identified_count: The nodes below it are records or addresses: these are counted as sharing
            a key.
        node_count: How many nodes there are.

    Returns:
        One entry per node in each array.

    Raises:
        ValueError: Keys of a rule were joined by an earlier one, in which they carried keys.

    Source:
        Connected components under constraints, as in incremental record linkage (Gruenheid, Dong,
        Srivastava 2014); the guards are this project's own.

    Example:
        >>> import numpy as np
        >>> numbers = lambda *values: np.array(values, dtype=np.int32)
        >>> links = {"phone": Links(numbers(0, 1, 2), numbers(3, 3, 4), numbers(0, 0, 0))}
        >>> found = resolve(links, rules=[Rule(1, "phone", max_degree=2)],
        ...     record_count=3, identified_count=3, node_count=5)
        >>> found.persons.tolist(), found.joined_by.tolist()
        ([0, 0, 2, 0, 2], [0, 1, 0, 1, 1])
    """
    persons = np.arange(node_count, dtype=np.int32)
    joined_by = np.zeros(node_count, dtype=np.int8)
    verdicts = np.zeros(node_count, dtype=np.int8)
    degrees = np.zeros(node_count, dtype=np.int32)
    used: dict[str, Links] = {}
    for rule in rules:
        found = links.get(rule.key_type)
        if found is None or not len(found.keys):
            continue
        if (persons[found.keys] != found.keys).any():
            raise ValueError(
                f"rule {rule.key_type} comes too late: its keys were joined by the keys they "
                f"carry; give it a smaller order than {rule.order}"
            )
        carriers, keys = _distinct(persons[found.nodes], found.keys)
        counted = carriers < identified_count
        shared_by = np.bincount(keys[counted], minlength=node_count).astype(np.int32)
        degrees[found.keys] = shared_by[found.keys]
        if rule.max_degree is not None:
            verdicts[found.keys[shared_by[found.keys] > rule.max_degree]] = SHARED
        stays = verdicts[keys] == USED
        carriers, keys = carriers[stays], keys[stays]
        for is_holder in holders(rule.conflicts_with, used, persons, verdicts):
            carriers, keys = keep_apart(carriers, keys, is_holder, verdicts)
        groups = label_components(carriers, keys, node_count=node_count)
        if rule.max_records is not None:
            too_large = _too_large(groups, persons[:record_count], rule.max_records)
            verdicts[keys[too_large[groups[keys]]]] = TOO_LARGE
            groups = np.where(too_large[groups], np.arange(node_count), groups)
        joined = groups[persons].astype(np.int32)
        joined_by[joined != persons] = rule.order
        persons = joined
        used[rule.key_type] = found
    return Resolution(persons, joined_by, verdicts, degrees)


def _distinct(carriers: Numbers, keys: Numbers) -> tuple[Numbers, Numbers]:
    pairs = (carriers.astype(np.int64) << 32) | keys
    # Sorted by hand: numpy's unique is five times as slow on millions of numbers.
    pairs.sort()
    pairs = pairs[np.diff(pairs, prepend=-1) != 0]
    return (pairs >> 32).astype(np.int32), (pairs & 0xFFFFFFFF).astype(np.int32)


def _too_large(groups: Numbers, record_persons: Numbers, max_records: int) -> NDArray[np.bool_]:
    """Per group whether it would make one person of several, with more records than allowed."""
    records = np.bincount(groups[record_persons], minlength=len(groups))
    named = np.flatnonzero(record_persons == np.arange(len(record_persons)))
    return (records > max_records) & (np.bincount(groups[named], minlength=len(groups)) > 1)
