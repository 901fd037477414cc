"""What the keys of a file look like."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

LEAST_RECORDS = 1
LEAST_RECORDS_OF_A_LENGTH = 10
SHORTEST_KEY = 8
# Numbers that count records grow by a digit now and then.
MORE_LETTERS = 1


def key_patterns(
    records: Sequence[Sequence[str]], hints: Mapping[int, str]
) -> dict[int, re.Pattern[str]]:
    r"""What the keys of a file look like: part of a broken key does not.

    Args:
        records: Some records of the file.
        hints: Data types by position.

    Returns:
        Patterns by position: digits alone or no blanks, where nine of ten keys are so; of ten
        records and more, the lengths that occur, or the one of nine in ten keys of eight
        characters and more.

    Example:
        >>> ids = [[f"0061{number:014}"] for number in range(10)]
        >>> key_patterns(ids, {0: "key"})[0].pattern
        '\\d{18}'
    """
    if len(records) < LEAST_RECORDS:
        return {}
    patterns = {}
    for position, kind in hints.items():
        if kind != "key":
            continue
        keys = [record[position].strip() for record in records]
        letters = next(
            (c for c in (r"\d", r"\S") if _most(re.fullmatch(f"{c}+", k) for k in keys)), r"[^\r\n]"
        )
        patterns[position] = re.compile(letters + _lengths([*map(len, keys)]))
    return patterns


def _lengths(lengths: Sequence[int]) -> str:
    """How many letters keys have, as a regular expression says it."""
    if len(lengths) < LEAST_RECORDS_OF_A_LENGTH:
        return "+"
    length, count = Counter(lengths).most_common(1)[0]
    if length >= SHORTEST_KEY and _most([True] * count + [False] * (len(lengths) - count)):
        return f"{{{length}}}"
    return f"{{{max(1, min(lengths))},{max(lengths) + MORE_LETTERS}}}"


def _most(flags: Iterable[object]) -> bool:
    told = [bool(flag) for flag in flags]
    return 10 * sum(told) >= 9 * len(told)
