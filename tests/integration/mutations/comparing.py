"""Comparing what landed with what should have."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from mutation_landings import LandedRow


def told(row: LandedRow, *, with_judgement: bool = True) -> str:
    """Write a row so that equal rows are equal: blanks in text count as one."""
    cells = {
        name: re.sub(r"\s+", " ", value) if isinstance(value, str) else value
        for name, value in row.cells.items()
    }
    if not with_judgement:
        return repr(sorted(cells.items(), key=lambda item: item[0]))
    reasons = sorted({(r.column, r.reason) for r in row.rejections})
    return repr((sorted(cells.items(), key=lambda item: item[0]), reasons, row.is_staged))


def difference(landed: Iterable[LandedRow], expected: Iterable[LandedRow], **how: bool) -> Counter:
    """Count the rows that are expected and did not land, and as negative those the other way."""
    counts = Counter(told(row, **how) for row in expected)
    counts.subtract(Counter(told(row, **how) for row in landed))
    return Counter({row: count for row, count in counts.items() if count})
