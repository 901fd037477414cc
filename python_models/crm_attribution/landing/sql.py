"""Pieces of SQL text."""

from __future__ import annotations

from collections.abc import Iterable


def text(value: str) -> str:
    """Quote a text.

    Example:
        >>> text("O'Hara")
        "'O''Hara'"
    """
    return "'" + value.replace("'", "''") + "'"


def name(value: str) -> str:
    """Quote a name.

    Example:
        >>> name('the "b" of a')
        '"the ""b"" of a"'
    """
    return '"' + value.replace('"', '""') + '"'


def items(expressions: Iterable[str]) -> str:
    """Join select items, one a line."""
    return ",\n    ".join(expressions)
