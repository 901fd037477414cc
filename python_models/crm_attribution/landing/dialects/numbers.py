"""How the numbers of a column are written, and the SQL that reads them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from crm_attribution.landing.dialects.dialect import Dialect, empty_dialect
from crm_attribution.landing.dialects.number_grammar import (
    CURRENCY,
    EXPONENT,
    bring_sign_forward,
    pattern,
)
from crm_attribution.landing.dialects.number_sql import DECIMAL, decimal_sql
from crm_attribution.landing.dialects.order import Choice, choose
from crm_attribution.landing.dialects.shapes import half_width, shape_sql

# What DuckDB reads as it stands: whole numbers, and those whose point is or is not followed by
# exactly three digits, which is how a thousands mark looks.
WHOLE, POINT, POINT_OF_THREE = "whole", "point", "point of three"


def number_kind(raw: str) -> str:
    """Give the SQL of what a cell tells about how numbers are written.

    A cast and a look at two places are cheap; only what they do not settle is folded to a shape.
    """
    digits = f"ltrim({raw}, '+-')"
    return f"""case
        when {raw} is null then null
        when try_cast({raw} as {DECIMAL}) is null or contains({raw}, '_')
            or contains(lower({raw}), 'e')
            then case when regexp_matches({raw}, '^[^0-9]*0[.,]') then '0' else '9' end
                || {shape_sql(raw)}
        when not contains({raw}, '.') then '{WHOLE}'
        when substr({raw}, -4, 1) <> '.' or length({digits}) > 7 or starts_with({digits}, '0')
            or starts_with({digits}, '.')
            then '{POINT}'
        else '{POINT_OF_THREE}'
    end"""


def number_marks(kinds: Mapping[str, int]) -> dict[str, str]:
    """Give the decimal mark that each kind of cell proves, of those that prove one."""
    marks = {POINT: "."} if POINT in kinds else {}
    for kind in kinds:
        fitting = [mark for mark in ".," if kind[0] in "09" and _fits(kind, mark)]
        if len(fitting) == 1 and not re.fullmatch(EXPONENT, _forward(kind[1:])):
            marks[kind] = fitting[0]
    return marks


def decide_numbers(kinds: Mapping[str, int], *, column_type: str, choice: Choice) -> Dialect:
    """Decide the dialect of a column of numbers.

    Args:
        kinds: Result of `number_kind` -> how many cells.
        column_type: decimal or integer.
        choice: The setting decimal_mark, and how to raise an error.

    Raises:
        DialectError: Cells prove different decimal marks.
    """
    sql_type = DECIMAL if column_type == "decimal" else "bigint"
    if not kinds:
        return empty_dialect(sql_type)
    ambiguous = [kind for kind in kinds if _is_ambiguous(kind)]
    mark = choose(number_marks(kinds), ambiguous=ambiguous, choice=choice, otherwise=".")
    shapes = [kind[1:] for kind in kinds if kind[0] in "09" and _fits(kind, mark)]
    name = ", ".join(dict.fromkeys(_name(_forward(shape), mark) for shape in shapes))
    is_strict = any(not _fits(kind, mark) for kind in kinds)
    if column_type == "decimal":
        return Dialect(
            name or "1234.56",
            lambda raw: decimal_sql(raw, mark=mark, shapes=shapes, is_strict=is_strict),
        )
    if set(kinds) == {WHOLE}:
        return Dialect("1234", lambda raw: f"try_cast({raw} as bigint)")

    def integer(raw: str) -> str:
        # Digits of more than 18 places do not fit the decimal; a fraction is not an integer.
        value = decimal_sql(raw, mark=mark, shapes=shapes, is_strict=is_strict)
        return f"""case
            when regexp_full_match({raw}, '[+-]?[0-9]+') then try_cast({raw} as bigint)
            when trunc({value}) = {value} then try_cast({value} as bigint)
        end"""

    return Dialect(name or "1234", integer)


def _forward(shape: str) -> str:
    """Write a shape in ASCII with its sign in front."""
    return bring_sign_forward(half_width(shape))


def _fits(kind: str, mark: str) -> bool:
    """Whether cells of a kind are numbers under a decimal mark."""
    if kind[0] not in "09":
        return mark == "." or kind != POINT
    number = _forward(kind[1:])
    if re.match(pattern(mark), number) is None:
        return mark == "." and re.fullmatch(EXPONENT, number) is not None
    return kind[0] == "9" or _zero_mark(number) == mark


def _is_ambiguous(kind: str) -> bool:
    """Whether a cell is one number with a decimal point and another with a decimal comma."""
    if kind[0] != "9":
        return kind == POINT_OF_THREE
    number = _forward(kind[1:])
    return bool(set(number) & {".", ","}) and all(_fits(kind, mark) for mark in ".,")


def _zero_mark(number: str) -> str:
    return next(character for character in number if character in ".,")


def _name(number: str, mark: str) -> str:
    """Show how a shape is written: ``$9,999.9K`` -> ``$1,234.56K``."""
    match = re.match(pattern(mark), number)
    if match is None:
        return "1.5e3"
    core, suffix = match.groups()
    group = next((c for c in core if not c.isdigit() and c != mark), "")
    currency = re.search(CURRENCY, number[: match.start(1)] + " " + number[match.end(1) :])
    shown = f"1{group}234{mark}56" + (suffix or "")
    if currency is None:
        return shown
    is_before = currency.end() <= match.start(1)
    return f"{currency[0]}{shown}" if is_before else f"{shown} {currency[0]}"
