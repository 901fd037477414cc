"""Complete ways to cover a row of pieces with spans."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Edge = tuple[int, int]


def common_spans(first: int, last: int, spans: Sequence[Sequence[int]]) -> list[Edge] | None:
    """The spans that stand in all complete groupings of a stretch; None when there is none.

    Args:
        first: Where the stretch begins.
        last: Where it ends, exclusive.
        spans: For every piece, the ends of its spans.

    Source:
        Counting of paths in a directed acyclic graph.

    Example:
        >>> common_spans(0, 3, [[1, 2], [3], [3]]), common_spans(0, 2, [[1], [2]])
        ([], [(0, 1), (1, 2)])
    """
    forward = {first: 1}
    for start in range(first, last):
        for end in spans[start]:
            if start in forward and end <= last:
                forward[end] = forward.get(end, 0) + forward[start]
    total = forward.get(last, 0)
    if not total:
        return None
    backward = {last: 1}
    for start in range(last - 1, first - 1, -1):
        ways = sum(backward.get(end, 0) for end in spans[start] if end <= last)
        if ways:
            backward[start] = ways
    return [
        (start, end)
        for start in range(first, last)
        for end in spans[start]
        if end <= last and forward.get(start, 0) * backward.get(end, 0) == total
    ]


def spans_between_hopeless(count: int, spans: Sequence[Sequence[int]]) -> list[Edge]:
    """The spans that stand in all groupings of what lies between pieces that fit nowhere.

    Where even that cannot be covered completely, only single pieces that no longer span contests
    are taken.

    Example:
        >>> spans_between_hopeless(4, [[1], [], [4], []])
        [(0, 1), (2, 4)]
    """
    reached = [False] * count
    for start, ends in enumerate(spans):
        for end in ends:
            reached[start:end] = [True] * (end - start)
    records: list[Edge] = []
    for first, last in _reached_stretches(reached):
        common = common_spans(first, last, spans)
        if common is None:
            common = _alone(first, last, spans)
        records += common
    return records


def _reached_stretches(flags: Sequence[bool]) -> Iterable[Edge]:
    start = None
    for position, flag in enumerate([*flags, False]):
        if flag and start is None:
            start = position
        elif not flag and start is not None:
            yield start, position
            start = None


def _alone(first: int, last: int, spans: Sequence[Sequence[int]]) -> list[Edge]:
    """Single pieces that no longer span contests."""
    contested: set[int] = set()
    for start in range(first, last):
        for end in spans[start]:
            if end - start > 1:
                contested.update(range(start, end))
    return [
        (piece, piece + 1)
        for piece in range(first, last)
        if piece + 1 in spans[piece] and piece not in contested
    ]
