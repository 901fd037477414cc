"""Rows as a table of plain text."""

from collections.abc import Sequence
from decimal import Decimal

Cell = str | int | float | Decimal | None


def text_table(names: Sequence[str], *, rows: Sequence[Sequence[Cell]]) -> str:
    """Lays out rows under their column names, numbers to the right.

    Args:
        names: Name of each column.
        rows: Rows of one cell per column.

    Returns:
        One line for the names and one per row, each indented by two blanks.

    Raises:
        ValueError: A row has more cells than there are columns.
        IndexError: A row has fewer.

    Example:
        >>> print(text_table(["channel", "revenue"], rows=[("Email", 1200), ("Event", None)]))
          channel  revenue
          Email      1,200
          Event          -
    """
    texts = [[_text(cell) for cell in row] for row in rows]
    numeric = [all(not isinstance(row[i], str) for row in rows) for i in range(len(names))]
    widths = [max(len(line[i]) for line in [names, *texts]) for i in range(len(names))]
    lines = [
        "  ".join(
            cell.rjust(width) if right else cell.ljust(width)
            for cell, width, right in zip(line, widths, numeric, strict=True)
        ).rstrip()
        for line in [list(names), *texts]
    ]
    return "\n".join(f"  {line}" for line in lines)


def _text(cell: Cell) -> str:
    if cell is None:
        return "-"
    if isinstance(cell, str):
        return cell
    text = f"{cell:,}"
    whole, _, fraction = text.partition(".")
    # Money keeps its two digits; a credit of 12.000000 reads better as 12.
    return whole if fraction and len(fraction) > 2 and not fraction.strip("0") else text
