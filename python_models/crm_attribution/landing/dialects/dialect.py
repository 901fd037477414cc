"""What a dialect is, and what it is decided by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

TYPES = ("timestamp", "date", "decimal", "integer", "boolean")
DATE_ORDERS = ("auto", "dmy", "mdy")
DECIMAL_MARKS = ("auto", ".", ",")


class DialectError(ValueError):
    """A column can be read in two ways, or contradicts itself."""


@dataclass(frozen=True, kw_only=True)
class TypedColumn:
    """A column that is read from text.

    Attributes:
        name: Its name in the contract.
        source: Its name in the reader.
        type: timestamp, date, decimal, integer or boolean.
    """

    name: str
    source: str
    type: str

    def __post_init__(self) -> None:
        if self.type not in TYPES:
            raise ValueError(
                f"column {self.name!r}: type {self.type!r} is not read from text. "
                f"Allowed: {', '.join(TYPES)}."
            )


@dataclass(frozen=True, kw_only=True)
class DialectSettings:
    """What an export cannot say itself.

    Attributes:
        date_order: How columns are read whose dates do not prove whether the day or the month
            comes first: ``dmy`` or ``mdy``; ``auto`` makes that an error.
        decimal_mark: The same for numbers such as 1,234: ``.`` or ``,``.
        local_timezone: IANA zone of times without an offset.
    """

    date_order: str = "auto"
    decimal_mark: str = "auto"
    local_timezone: str = "UTC"

    def __post_init__(self) -> None:
        for setting, value, allowed in (
            ("date_order", self.date_order, DATE_ORDERS),
            ("decimal_mark", self.decimal_mark, DECIMAL_MARKS),
        ):
            if value not in allowed:
                raise ValueError(f"{setting} is {value!r}. Allowed: {', '.join(allowed)}.")


@dataclass(frozen=True)
class Dialect:
    """How a column is written.

    Attributes:
        name: What is recorded of it, such as ``iso`` or ``d/m/y h:m``.
        value_of: SQL of a cleaned text -> SQL of its value, null where it cannot be read.
        date_only_of: The same for whether a timestamp is a date without a time; null for null.
    """

    name: str
    value_of: Callable[[str], str]
    date_only_of: Callable[[str], str] | None = None

    def value(self, raw: str) -> str:
        """Give the SQL of the typed value of a cleaned text; null where it cannot be read."""
        return self.value_of(raw)

    def is_date_only(self, raw: str) -> str:
        """Give the SQL of whether a timestamp is a date without a time."""
        if self.date_only_of is None:
            raise ValueError(f"dialect {self.name!r} is not one of timestamps")
        return self.date_only_of(raw)


def empty_dialect(sql_type: str) -> Dialect:
    """Give the dialect of a column without a value.

    Example:
        >>> empty_dialect("date").value("raw")
        'cast(null as date)'
    """
    return Dialect(
        "empty", lambda raw: f"cast(null as {sql_type})", lambda raw: "cast(null as boolean)"
    )
