"""Whether fields make a record: their number, the key, the typed cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

BLANK_WORDS = frozenset(
    ["", "-", "null", "none", "nil", "n/a", "na", "nan", "#n/a", "(none)", "(not set)", "\\n"]
)
BOOLEAN_WORDS = frozenset(
    "0 1 true false yes no y n t f on off x 是 否 真 假 ja nein oui non".split()
)
# Wide enough for every date and number that any dialect may read, too narrow for prose.
NUMBER = re.compile(
    r"[^\w\s]{0,3}[A-Za-z]{0,3}[^\w\s]{0,2} ?-?[\d.,'’ \u00a0]*\d[\d.,'’ \u00a0]*"
    r"(?:[eE][+-]?\d+)?[KMBkmb万亿]{0,2} ?[%)€$£¥元]?(?: ?[A-Z]{3})?"
)
DATE = re.compile(
    # Two numbers at least, and not the year at either end, as in 2024-01-0112.
    r"(?:(?=\D*\d+\D+\d)"
    r"(?!\d{4}[-/.][^:]*[-/.]\d{3,4}\Z)"
    r"(?:[^\W\d]{1,12}[., ]{0,2}){0,2}\d{1,4}"
    r"(?:[-/.:, T年月日时分秒+Z()]{1,3}(?:[^\W\d]{1,12}|\d{4}|\d{1,2})){1,9}"
    r"(?:[.,]\d{1,9})?(?: ?[+-]\d{2}:?\d{2})?[日秒Z)]?)|\d{6,19}(?:\.\d+)?"
)
LONGEST_TYPED_CELL = 60
LONGEST_KEY = 255


def _is_number(cell: str) -> bool:
    return bool(NUMBER.fullmatch(cell))


def _is_moment(cell: str) -> bool:
    return bool(DATE.fullmatch(cell))


def _is_boolean(cell: str) -> bool:
    return cell.lower() in BOOLEAN_WORDS


CHECKS: Mapping[str, Callable[[str], bool]] = {
    "timestamp": _is_moment,
    "date": _is_moment,
    "decimal": _is_number,
    "integer": _is_number,
    "boolean": _is_boolean,
}


@dataclass(frozen=True, kw_only=True)
class Shape:
    """What every record of a file looks like.

    Attributes:
        field_count: Of the header.
        least_field_count: The same without trailing blank headers.
        hints: Data types of the key and typed columns, by position.
        keys: What the keys of most records look like, by position.
    """

    field_count: int
    least_field_count: int
    hints: Mapping[int, str]
    keys: Mapping[int, re.Pattern[str]] = field(default_factory=dict)

    def fitted(self, fields: list[str]) -> list[str] | None:
        """The fields as one per column, or None when their number is wrong.

        Delimiters without a value after the last column are forgiven.

        Example:
            >>> shape = Shape(field_count=2, least_field_count=2, hints={})
            >>> shape.fitted(["a", "b", " "]), shape.fitted(["a"]), shape.fitted(["a", "b", "c"])
            (['a', 'b'], None, None)
        """
        count = len(fields)
        if count == self.field_count:
            return fields
        if count > self.field_count:
            extra = any(field.strip() for field in fields[self.field_count :])
            return None if extra else fields[: self.field_count]
        if count < self.least_field_count:
            return None
        return fields + [""] * (self.field_count - count)

    def proves(self, fields: Sequence[str]) -> bool:
        r"""Whether key and typed cells hold what they should.

        Example:
            >>> shape = Shape(field_count=3, least_field_count=3, hints={0: "key", 1: "date"})
            >>> shape.proves(["1", "15 Apr, 2021", "x"]), shape.proves(["1", "bar", "x"])
            (True, False)
            >>> shape.proves(["1\n2", "2021-04-15", "x"])
            False
        """
        return all(_holds(fields[position], kind) for position, kind in self.hints.items()) and all(
            pattern.fullmatch(fields[position].strip()) for position, pattern in self.keys.items()
        )

    def unbroken(self, fields: Sequence[str]) -> list[str]:
        """The fields, key and typed cells without line breaks."""
        return [
            re.sub(r"[\r\n]+", "", cell) if position in self.hints else cell
            for position, cell in enumerate(fields)
        ]


def _holds(cell: str, kind: str) -> bool:
    cell = cell.strip()
    if kind == "key":
        return bool(cell) and len(cell) <= LONGEST_KEY and not re.search(r"[\r\n]", cell)
    if cell.lower() in BLANK_WORDS or kind not in CHECKS:
        return True
    return len(cell) <= LONGEST_TYPED_CELL and CHECKS[kind](cell)
