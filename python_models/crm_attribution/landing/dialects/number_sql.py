"""The SQL that reads numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from crm_attribution.landing import sql
from crm_attribution.landing.dialects.number_grammar import (
    CURRENCY,
    EXPONENT,
    MULTIPLIERS,
    PARENTHESES,
    TRAILING_MINUS,
    bring_sign_forward,
    pattern,
)
from crm_attribution.landing.dialects.shapes import FULL_WIDTH, half_width, half_width_sql

DECIMAL = "decimal(28, 10)"
PLAIN = r"[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)"


def decimal_sql(raw: str, *, mark: str, shapes: Sequence[str], is_strict: bool) -> str:
    """Give the SQL of a number.

    Args:
        raw: SQL of the cleaned text.
        mark: Decimal mark of the column.
        shapes: Cells of the column that are more than digits and a point, digits as 9.
        is_strict: Whether some cells of the column are no numbers, so that all must be checked.

    Example:
        >>> import duckdb
        >>> number = decimal_sql("'$1,117.10K'", mark=".", shapes=["$9,999.99K"], is_strict=False)
        >>> duckdb.sql(f"select {number}").fetchall()
        [(Decimal('1117100.0000000000'),)]
    """
    plain = f"try_cast({raw} as {DECIMAL})"
    if is_strict:
        is_plain = f"regexp_full_match({raw}, {sql.text(f'{PLAIN}|{EXPONENT}')})"
        plain = f"case when {is_plain} then {plain} end"
    if mark == "." and not shapes:
        return plain
    written = _written_sql(raw, mark=mark, shapes=shapes, is_strict=is_strict)
    # Only a comma leaves it open whether the point of 1.234 is one.
    return f"coalesce({plain}, {written})" if mark == "." else written


def _written_sql(raw: str, *, mark: str, shapes: Sequence[str], is_strict: bool) -> str:
    seen = "".join(shapes)
    text = half_width_sql(raw) if set(seen) & set(FULL_WIDTH) else raw
    currencies, suffixes, others = _decorations(map(half_width, shapes), mark)
    bare = _without(text, currencies)
    digits = _without(bare, suffixes | others | ({"."} if mark == "," else set()))
    if mark == ",":
        digits = f"replace({digits}, ',', '.')"
    is_negative = " or ".join(f"contains({text}, '{sign}')" for sign in "-(")
    number = f"case when {is_negative} then '-' else '' end || {digits}"
    if suffixes:
        powers = " ".join(
            f"when contains({bare}, {sql.text(word)}) then 'e{MULTIPLIERS[word]}'"
            for word in _longest_first(suffixes)
        )
        number = f"{number} || case {powers} else '' end"
    number = f"try_cast({number} as {DECIMAL})"
    if not is_strict:
        return number
    forward = rf"regexp_replace({text}, {sql.text(PARENTHESES)}, '-\1\2\3')"
    forward = rf"regexp_replace({forward}, {sql.text(TRAILING_MINUS)}, '-\1')"
    return f"case when regexp_matches({forward}, {sql.text(pattern(mark))}) then {number} end"


def _decorations(shapes: Iterable[str], mark: str) -> tuple[set[str], set[str], set[str]]:
    """Sort what stands around the digits of a column: currencies, suffixes, all else."""
    currencies: set[str] = set()
    suffixes: set[str] = set()
    others = {"+", "-"}
    for shape in shapes:
        match = re.match(pattern(mark), bring_sign_forward(shape))
        if match is None:
            continue
        core, suffix = match.groups()
        around = shape.replace(core, " ", 1)
        currencies |= {found[0] for found in re.finditer(CURRENCY, around)}
        suffixes |= {suffix} if suffix else set()
        others |= {character for character in core if not character.isdigit()} - {mark}
        others |= set("()  \u00a0\u202f\u2009") & set(shape)
    return currencies, suffixes, others


def _without(text: str, words: set[str]) -> str:
    for word in _longest_first(words):
        text = f"replace({text}, {sql.text(word)}, '')"
    return text


def _longest_first(words: Iterable[str]) -> list[str]:
    return sorted(words, key=lambda word: (-len(word), word))
