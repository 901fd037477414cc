"""Physical lines of a file, and the records that the standard makes of them."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterable, Iterator, Sequence

from crm_attribution.landing.reading.sniffing import Form

# A quote that is not closed within so many lines is taken for a plain character.
LONGEST_QUOTED_LINES = 2000


class Lines:
    """Physical lines that can be put back; remembers those taken for the record at hand."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._returned: deque[str] = deque()
        self.taken: list[str] = []
        self.most = LONGEST_QUOTED_LINES

    def __iter__(self) -> Lines:
        return self

    def __next__(self) -> str:
        if len(self.taken) >= self.most:
            raise csv.Error("a quote is not closed")
        line = self._returned.popleft() if self._returned else next(self._lines)
        self.taken.append(line)
        return line

    def put_back(self, lines: Sequence[str]) -> None:
        """Give lines back; they come next, in their order."""
        self._returned.extendleft(reversed(lines))


def strict_reader(lines: Iterable[str], form: Form) -> Iterator[list[str]]:
    """Python's reader of the standard's records."""
    return csv.reader(
        lines,
        delimiter=form.delimiter,
        quotechar=form.quote,
        quoting=csv.QUOTE_MINIMAL if form.quote else csv.QUOTE_NONE,
        doublequote=form.escape != "\\",
        escapechar="\\" if form.escape == "\\" else None,
        strict=True,
    )
