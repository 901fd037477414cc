"""Cells of a workbook as text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

Cell = str | float | int | bool | dt.date | dt.datetime | dt.time | dt.timedelta | None
# Excel keeps 15 digits; a whole number beyond is not the one that was typed.
LARGEST_WHOLE_NUMBER = 10**15


def column_texts(cells: Sequence[Cell]) -> list[str | None]:
    """Write the cells of one column as text.

    Args:
        cells: What the workbook holds: text, numbers, dates, booleans.

    Returns:
        Whole numbers without a point, other numbers with all their digits and no exponent,
        booleans as ``true`` and ``false``, dates as ISO 8601: dates alone when no cell of the
        column has a time of day. Blank cells are None.

    Source:
        ISO 8601; ECMA-376 (cell types).

    Example:
        >>> column_texts([1.0, 0.1, True, "", dt.date(2024, 4, 5)])
        ['1', '0.1', 'true', None, '2024-04-05']
        >>> column_texts([dt.date(2024, 4, 5), dt.datetime(2024, 4, 5, 13, 30)])
        ['2024-04-05 00:00:00', '2024-04-05 13:30:00']
    """
    has_times = any(isinstance(cell, dt.datetime) for cell in cells)
    return [_text(cell, has_times=has_times) for cell in cells]


def _text(cell: Cell, *, has_times: bool) -> str | None:
    if cell is None or isinstance(cell, str):
        return cell or None
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float | int):
        text = format(Decimal(repr(cell)), "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    if isinstance(cell, dt.datetime):
        return cell.isoformat(sep=" ")
    if isinstance(cell, dt.date):
        return f"{cell.isoformat()} 00:00:00" if has_times else cell.isoformat()
    return str(cell)


def is_rounded(cell: Cell) -> bool:
    """Whether a number has more digits than a workbook keeps.

    Example:
        >>> is_rounded(4970762000000335415.0), is_rounded(497076200000033.0)
        (True, False)
    """
    return isinstance(cell, float | int) and abs(cell) >= LARGEST_WHOLE_NUMBER
