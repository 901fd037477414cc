"""Words that stand for no value."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from pathlib import Path

from crm_attribution.landing import sql

KINDS = {
    "timestamp": "date",
    "date": "date",
    "decimal": "number",
    "integer": "number",
    "boolean": "boolean",
    "id": "key",
    "person_id": "key",
    "email": "key",
    "phone": "key",
    "person_name": "key",
}
APPLIES_TO = ("all", "text", "key", "number", "date", "boolean")
# Blanks that spreadsheets and web pages leave: control, no-break, thin, ideographic, zero-width.
BLANKS = "".join(
    map(chr, (32, 9, 10, 11, 12, 13, 0xA0, 0x3000, 0x200B, 0x200E, 0x200F, 0x202F, 0x2009, 0xFEFF))
)


@dataclass(frozen=True)
class NullWord:
    """A word, or a pattern that the whole cell matches, and the kind of column it applies to."""

    applies_to: str
    word: str | None = None
    pattern: str | None = None


@dataclass(frozen=True)
class NullWords:
    """The words of the seed null_words."""

    words: tuple[NullWord, ...]

    def of(self, kind: str) -> tuple[list[str], list[str]]:
        """Give the words and the patterns that apply to a kind of column."""
        found = [word for word in self.words if word.applies_to in ("all", kind)]
        return (
            [word.word for word in found if word.word is not None],
            [word.pattern for word in found if word.pattern is not None],
        )


def read_null_words(path: str | Path) -> NullWords:
    """Read the seed null_words.

    Args:
        path: CSV file with the columns word, pattern, applies_to and description.

    Returns:
        One entry per line.

    Raises:
        ValueError: A line has both or neither of word and pattern, an unknown kind, or a pattern
            that does not begin with a character that stands for itself.
    """
    with Path(path).open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    return NullWords(tuple(_word(line, f"{path}, line {i}") for i, line in enumerate(lines, 2)))


def clean(expression: str, *, type: str, null_words: NullWords) -> str:  # noqa: A002
    """Give the SQL of a cell without surrounding blanks; null where it is blank or a null word.

    Args:
        expression: SQL of the cell, text.
        type: Type in the contract: null words differ between text, keys, numbers and dates.
        null_words: Words of the seed.

    Example:
        >>> import duckdb
        >>> nothing = NullWords((NullWord("all", word="NULL"),))
        >>> cells = [clean(cell, type="text", null_words=nothing) for cell in ("' a '", "'NULL'")]
        >>> duckdb.sql(f"select {', '.join(cells)}").fetchall()
        [('a', None)]
    """
    words, patterns = null_words.of(KINDS.get(type, "text"))
    blanks, whole = sql.text(BLANKS), sql.text("|".join(f"(?:{p})" for p in patterns))
    # A long IN list would become a join of the whole export, per column.
    listed = f"[{', '.join(map(sql.text, ['', *words]))}]"
    longest = max(map(len, (word.encode() for word in words)), default=0)
    firsts = sql.text("".join(sorted({_first(pattern) for pattern in patterns})))
    trimmed = f"trim({expression}, {blanks})"
    matches = f"or regexp_full_match(cell, {whole})" if patterns else ""
    # Trimming is named once: what is named twice is computed for every cell, wherever it stands.
    # Looks at the ends, at the length and at the first character are cheap, and spare nearly every
    # cell what is not: to trim, to compare with each word, to match a regular expression.
    return f"""(case
        when contains({blanks}, {expression}[1]) or contains({blanks}, {expression}[-1])
            then list_filter(
                [{trimmed}], lambda cell: not (list_contains({listed}, cell) {matches})
            )[1]
        when strlen({expression}) <= {longest} and list_contains({listed}, {expression}) then null
        when contains({firsts}, {expression}[1]) and regexp_full_match({expression}, {whole})
            then null
        else {expression}
    end)"""


def _first(pattern: str) -> str:
    return pattern[1] if pattern.startswith("\\") else pattern[0]


def _word(line: dict[str, str], where: str) -> NullWord:
    word, pattern, applies_to = (line[key] or None for key in ("word", "pattern", "applies_to"))
    if applies_to not in APPLIES_TO:
        raise ValueError(
            f"{where}: applies_to is {applies_to!r}. Allowed: {', '.join(APPLIES_TO)}."
        )
    if (word is None) == (pattern is None):
        raise ValueError(f"{where}: word is {word!r} and pattern {pattern!r}; give one of them")
    if pattern is not None and not re.match(r"\\[^A-Za-z0-9]|[^\\.^$*+?{}\[\]|()]", pattern):
        raise ValueError(
            f"{where}: pattern {pattern!r} does not begin with a character that stands for itself"
        )
    return NullWord(applies_to, word, pattern)
