"""How well found persons are the true ones."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray


class PairwiseScores(NamedTuple):
    """Pairs of members that are one person: in truth, as found, and both."""

    true_pairs: int
    found_pairs: int
    common_pairs: int

    @property
    def precision(self) -> float:
        """Share of the found pairs that are true, 0 to 1; 1 where none was found."""
        return self.common_pairs / self.found_pairs if self.found_pairs else 1.0

    @property
    def recall(self) -> float:
        """Share of the true pairs that were found, 0 to 1; 1 where there is none."""
        return self.common_pairs / self.true_pairs if self.true_pairs else 1.0


def pairwise_scores(found: ArrayLike, *, truth: ArrayLike) -> PairwiseScores:
    """Compare two groupings of the same members by the pairs they put together.

    Args:
        found: Group of each member as found, any integers; shape (members,).
        truth: Group of each member in truth; shape (members,).

    Returns:
        Counts of pairs, with precision and recall as properties.

    Raises:
        ValueError: The two have different lengths.

    Source:
        Christen (2012), Data Matching, chapter 7: pairwise precision and recall.

    Example:
        >>> scores = pairwise_scores([1, 1, 1, 2], truth=[7, 7, 8, 8])
        >>> scores, round(scores.precision, 3), scores.recall
        (PairwiseScores(true_pairs=2, found_pairs=3, common_pairs=1), 0.333, 0.5)
    """
    found_groups, true_groups = np.asarray(found), np.asarray(truth)
    if found_groups.shape != true_groups.shape:
        raise ValueError(
            f"found has shape {found_groups.shape}, truth {true_groups.shape}; both need one "
            "group per member"
        )
    _, found_numbers = np.unique(found_groups, return_inverse=True)
    _, true_numbers = np.unique(true_groups, return_inverse=True)
    both = found_numbers.astype(np.int64) * (len(true_groups) + 1) + true_numbers
    return PairwiseScores(_pairs(true_numbers), _pairs(found_numbers), _pairs(both))


def _pairs(groups: NDArray[np.integer]) -> int:
    sizes = np.unique(groups, return_counts=True)[1].astype(np.int64)
    return int((sizes * (sizes - 1) // 2).sum())
