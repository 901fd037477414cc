"""Cuts the links that would join persons who are known to be different."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from crm_attribution.identity.components import Numbers

_NOBODY = np.iinfo(np.int32).max


def cut_conflicts(
    persons: Numbers, keys: Numbers, *, is_holder: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Say which links may stay so that no two holders are connected.

    Every holder claims what lies next to it, round by round. A key that two holders claim is
    dropped whole: it cannot tell whose it is. A person whom two holders claim, through different
    keys, loses those keys and stays alone. Hence each person goes to the nearest holder, and what
    lies halfway to nobody.

    Args:
        persons: Number of each link's person; shape (links,).
        keys: Number of its key, from the same numbers as the persons; shape (links,).
        is_holder: Per number whether it is a person that holds a key of which nobody has two;
            shape (numbers,).

    Returns:
        Per link whether it stays; shape (links,). With less than two holders all do.

    Source:
        Own; the claim of the nearest is a Voronoi partition of the graph (Erwig 2000).

    Example:
        >>> import numpy as np
        >>> holder = np.array([True, True, False, False, False])
        >>> cut_conflicts(np.array([0, 1, 2, 2]), np.array([3, 3, 3, 4]), is_holder=holder).tolist()
        [False, False, False, True]
    """
    claims = np.where(is_holder, np.arange(len(is_holder), dtype=np.int32), _NOBODY)
    stays = np.ones(len(keys), dtype=bool)
    while True:
        alive = np.flatnonzero(stays)
        lowest, highest = _claims_met(keys[alive], claims[persons[alive]], len(claims))
        contested = lowest != highest
        stays[alive[contested[keys[alive]]]] = False
        alive = alive[~contested[keys[alive]]]
        claimed = lowest[keys[alive]]
        free = ~is_holder[persons[alive]]
        nearest, other = _claims_met(persons[alive[free]], claimed[free], len(claims))
        # Whoever was claimed in an earlier round keeps the nearer holder, and drops the others.
        own = np.where(claims != _NOBODY, claims, np.where(nearest == other, nearest, _NOBODY))
        refused = (claimed != _NOBODY) & (own[persons[alive]] != claimed)
        stays[alive[refused]] = False
        if not refused.any() and not contested.any() and np.array_equal(own, claims):
            return stays
        claims = own


def _claims_met(places: Numbers, claims: Numbers, count: int) -> tuple[Numbers, Numbers]:
    """Lowest and highest claim at each place; both nobody where there is none."""
    made = claims != _NOBODY
    lowest = np.full(count, _NOBODY, dtype=np.int32)
    highest = np.full(count, -1, dtype=np.int32)
    np.minimum.at(lowest, places[made], claims[made])
    np.maximum.at(highest, places[made], claims[made])
    highest[highest == -1] = _NOBODY
    return lowest, highest
