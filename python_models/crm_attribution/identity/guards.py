"""Guards of a rule: who holds a key of which nobody has two, and which links keep them apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from crm_attribution.identity.components import Numbers, label_components
from crm_attribution.identity.conflicts import cut_conflicts

USED, SHARED, CONFLICTING, TOO_LARGE = 0, 1, 2, 3


class Links(NamedTuple):
    """Who carries which key of one kind: node, key (a node itself) and the key's scope."""

    nodes: Numbers
    keys: Numbers
    scopes: Numbers


def holders(
    kinds: Iterable[str],
    used: Mapping[str, Links],
    persons: Numbers,
    verdicts: NDArray[np.int8],
) -> list[NDArray[np.bool_]]:
    """Mark, per kind of key and scope, the persons that hold such a key.

    Two persons that both hold one hold different ones: an equal key would have joined them. Only
    keys of one scope exclude each other: a shop and a club number the same member differently.

    Args:
        kinds: Kinds of keys of which a person has no two.
        used: Links of the kinds whose rule has been applied.
        persons: Person of each node; shape (nodes,).
        verdicts: What became of each key; shape (nodes,). What was set aside excludes nobody.

    Returns:
        One mask of shape (nodes,) per kind and scope; a person is marked at its smallest node.

    Source:
        Own.

    Example:
        >>> import numpy as np
        >>> numbers = lambda *values: np.array(values, dtype=np.int32)
        >>> links = {"member_number": Links(numbers(0, 1), numbers(3, 4), numbers(0, 0))}
        >>> persons, verdicts = numbers(0, 1, 2, 0, 1), np.zeros(5, dtype=np.int8)
        >>> [mask.nonzero()[0].tolist()
        ...     for mask in holders(["member_number"], links, persons, verdicts)]
        [[0, 1]]
    """
    masks = []
    for kind in kinds:
        if kind not in used:
            continue
        _, keys, scopes = used[kind]
        for scope in np.unique(scopes):
            own = keys[scopes == scope]
            mask = np.zeros(len(persons), dtype=bool)
            mask[persons[own[verdicts[own] == USED]]] = True
            masks.append(mask)
    return masks


def keep_apart(
    carriers: Numbers, keys: Numbers, is_holder: NDArray[np.bool_], verdicts: NDArray[np.int8]
) -> tuple[Numbers, Numbers]:
    """Leave out the links that would connect two holders.

    Args:
        carriers: Person of each link, as its smallest node; shape (links,).
        keys: Key of each link; shape (links,).
        is_holder: Per node whether it names a person that holds; shape (nodes,).
        verdicts: What became of each key; a key that loses all its links is marked here as
            CONFLICTING; shape (nodes,).

    Returns:
        Carriers and keys of the links that stay.

    Source:
        ``cut_conflicts``, for the groups alone in which two holders meet: they are few.

    Example:
        >>> import numpy as np
        >>> numbers = lambda *values: np.array(values, dtype=np.int32)
        >>> verdicts = np.zeros(4, dtype=np.int8)
        >>> holder = np.array([True, True, False, False])
        >>> carriers, _ = keep_apart(numbers(0, 1, 2), numbers(3, 3, 3), holder, verdicts)
        >>> carriers.tolist(), verdicts.tolist()
        ([], [0, 0, 0, 2])
    """
    groups = label_components(carriers, keys, node_count=len(is_holder))
    holders_met = np.bincount(groups[is_holder], minlength=len(is_holder))
    risky = np.flatnonzero(holders_met[groups[keys]] > 1)
    if not len(risky):
        return carriers, keys
    # Numbered anew from 0, or each round of the cutting would walk over all nodes there are.
    nodes, local = np.unique(np.concatenate([carriers[risky], keys[risky]]), return_inverse=True)
    local_carriers, local_keys = np.split(local.astype(np.int32), 2)
    stays = np.ones(len(keys), dtype=bool)
    stays[risky] = cut_conflicts(local_carriers, local_keys, is_holder=is_holder[nodes])
    is_left = np.zeros(len(is_holder), dtype=bool)
    is_left[keys[stays]] = True
    cut = keys[~stays]
    verdicts[cut[~is_left[cut]]] = CONFLICTING
    return carriers[stays], keys[stays]
