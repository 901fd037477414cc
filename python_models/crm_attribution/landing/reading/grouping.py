"""Which neighbouring pieces of a damaged file are one record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from crm_attribution.landing.reading.partitions import Edge, common_spans, spans_between_hopeless


@dataclass(frozen=True, kw_only=True)
class Grouping:
    """Pieces put together: spans that are records for certain, and pieces that are not."""

    records: list[Edge]
    rejected: list[int]


def group_pieces(
    spans: Sequence[Sequence[int]],
    *,
    is_loose: Sequence[bool],
    is_proved: Callable[[Edge], bool],
    is_ghost: Callable[[Edge], bool] = lambda span: False,
    is_short: Callable[[Edge], bool] = lambda span: False,
) -> Grouping:
    """Find the records that every way of putting the pieces together agrees on.

    Args:
        spans: For every piece, the ends of the spans that start with it and may be one record;
            an end is exclusive.
        is_loose: For every piece, whether no delimiter stands in it: alone, it may be the end of
            the record before it or the beginning of the next one.
        is_proved: Whether the key and typed cells of a span are what they should be.
        is_ghost: Whether a span contests others without being a record: a line break stands in
            its key.
        is_short: Whether a span lacks fields that are forgiven because their headers are blank.

    Returns:
        Where pieces fit together without a rest, the spans that stand in every complete grouping.
        Where no complete grouping exists, the pieces that fit nowhere are rejected, and what lies
        between them is judged by itself. Of these spans, rejected are: one beside a rejected
        loose piece; one of several pieces, or a short one, beside any rejected piece, since it
        may have lost a part to it; one without proof beside a rejected piece or a span of several.

    Source:
        Counting of paths in a directed acyclic graph: a span stands in every path when the paths
        before it times those after it are all paths.

    Example:
        Piece 1 may end the first record or begin the third; pieces 4 and 5 are one record.

        >>> grouping = group_pieces(
        ...     [[1, 2], [3], [3], [4], [6], []],
        ...     is_loose=[False, True, False, False, False, False],
        ...     is_proved=lambda span: True,
        ... )
        >>> grouping.records, grouping.rejected
        ([(3, 4), (4, 6)], [0, 1, 2])
    """
    count = len(spans)
    common = common_spans(0, count, spans)
    records = spans_between_hopeless(count, spans) if common is None else common
    records = _proved(records, count, is_proved)
    rejected = _uncovered(records, count)
    records = [
        (start, end)
        for start, end in records
        if not _is_doubtful(
            (start, end), rejected=rejected, is_loose=is_loose, is_short=is_short((start, end))
        )
    ]
    records = [span for span in _proved(records, count, is_proved) if not is_ghost(span)]
    return Grouping(records=records, rejected=sorted(_uncovered(records, count)))


def _uncovered(records: Sequence[Edge], count: int) -> set[int]:
    return set(range(count)).difference(*(range(start, end) for start, end in records))


def _is_doubtful(
    span: Edge, *, rejected: set[int], is_loose: Sequence[bool], is_short: bool
) -> bool:
    start, end = span
    beside = [piece for piece in (start - 1, end) if piece in rejected]
    may_have_lost = end - start > 1 or is_short
    return bool(beside) and (may_have_lost or any(is_loose[piece] for piece in beside))


def _proved(records: list[Edge], count: int, is_proved: Callable[[Edge], bool]) -> list[Edge]:
    """Drop what stands beside damage without proof, until nothing more is dropped."""
    kept = sorted(records)
    while True:
        touched = _uncovered(kept, count)
        for start, end in kept:
            if end - start > 1:
                touched.update((start, end - 1))
        passed = [
            (start, end)
            for start, end in kept
            if end - start > 1
            or (start - 1 not in touched and end not in touched)
            or is_proved((start, end))
        ]
        if len(passed) == len(kept):
            return kept
        kept = passed
