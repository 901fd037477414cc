"""How the dates and times of a column are written, and the SQL that reads them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from crm_attribution.landing.dialects.date_counts import DateParts
from crm_attribution.landing.dialects.date_grammar import Style, is_numeric, style_of
from crm_attribution.landing.dialects.date_sql import (
    date_sql,
    is_date_only_sql,
    time_sql,
)
from crm_attribution.landing.dialects.dialect import Dialect, empty_dialect
from crm_attribution.landing.dialects.order import Choice, choose
from crm_attribution.landing.dialects.shapes import shape_sql

ISO_DATE, ISO_TIME = "iso date", "iso time"
# Two numbers of which one is the day and one the month.
NUMERIC = "^([0-9]{1,2})[/.-]([0-9]{1,2})[/.-][0-9]"


def date_kind(raw: str) -> str:
    """Give the SQL of what a cell tells about how dates are written.

    Casts and looks at single places are cheap; only what is not plain ISO is folded to a shape.
    """
    return f"""case
        when {raw} is null then null
        when substr({raw}, 5, 1) = '-' and substr({raw}, 8, 1) = '-' and length({raw}) = 10
            and try_cast({raw} as date) is not null
            then '{ISO_DATE}'
        when substr({raw}, 5, 1) = '-' and substr({raw}, 8, 1) = '-' and length({raw}) >= 16
            and substr({raw}, 11, 1) in ('T', ' ')
            and (ends_with({raw}, 'Z') or not contains(substr({raw}, 12), ' '))
            and try_cast({raw} as timestamp) is not null
            then '{ISO_TIME}'
        when strlen({raw}) in (10, 13, 16) and regexp_full_match({raw}, '[0-9]+')
            then '|' || left('{"9" * 16}', strlen({raw}))
        else regexp_extract({raw}, '{NUMERIC}') || '|' || {shape_sql(raw)}
    end"""


def decide_dates(
    kinds: Mapping[str, int], *, column_type: str, zone: str, choice: Choice
) -> Dialect:
    """Decide the dialect of a column of dates or times.

    Args:
        kinds: Result of `date_kind` -> how many cells.
        column_type: timestamp or date.
        zone: IANA zone of times without an offset.
        choice: The setting date_order, and how to raise an error.

    Raises:
        DialectError: Nothing tells the day from the month, or cells contradict each other.
    """
    if not kinds:
        return empty_dialect(column_type)
    orders = {kind: _orders(kind) for kind in kinds}
    order = "dmy"
    if any(orders.values()):
        order = choose(
            {kind: found[0] for kind, found in orders.items() if len(found) == 1},
            ambiguous=[kind for kind, found in orders.items() if len(found) == 2],
            choice=choice,
            otherwise=None,
        )
    parts, labels = _parts(kinds, order)
    name = ", ".join(labels) or "unknown"
    if column_type == "date":
        return Dialect(name, lambda raw: date_sql(raw, parts=parts, zone=zone))
    return Dialect(
        name,
        lambda raw: time_sql(raw, parts=parts, zone=zone),
        lambda raw: is_date_only_sql(raw, parts=parts),
    )


def _orders(kind: str) -> list[str]:
    """List the orders in which day and month may stand, where it matters."""
    match = re.match(NUMERIC, kind)
    if match is None or not is_numeric(_shape(kind)):
        return []
    first, second = int(match[1]), int(match[2])
    if first == second:
        return []
    possible = (("dmy", first, second), ("mdy", second, first))
    return [order for order, day, month in possible if 1 <= day <= 31 and 1 <= month <= 12]


def _shape(kind: str) -> str:
    return kind.split("|", 1)[-1]


def _parts(kinds: Mapping[str, int], order: str) -> tuple[DateParts, list[str]]:
    """Sort the shapes of a column by how they are read; labels of the commonest first."""
    shapes: Counter[str] = Counter()
    for kind, count in kinds.items():
        shapes[_shape(kind)] += count
    labels: Counter[str] = Counter()
    styles: list[Style] = []
    epochs: list[str] = []
    serials, strange = 0, 0
    for shape, count in shapes.items():
        style, unit = style_of(shape, date_order=order), _unit(shape)
        if shape in (ISO_DATE, ISO_TIME):
            labels["iso"] += count
        elif style is not None:
            styles.append(style)
            labels[style.label] += count
        elif unit is not None:
            epochs.append(unit)
            labels[unit] += count
        elif re.fullmatch(r"9{5}(\.9+)?", shape):
            serials += count
        else:
            strange += count
    is_serial = serials > strange and not labels
    parts = DateParts(
        has_iso=ISO_DATE in shapes or ISO_TIME in shapes,
        is_only_iso=set(shapes) <= {ISO_DATE, ISO_TIME},
        formats=_formats(styles),
        epochs=tuple(dict.fromkeys(epochs)),
        is_serial=is_serial,
        has_strange=strange > 0,
        is_only_epoch=set(shapes) in ({"9" * 10}, {"9" * 13}, {"9" * 16}),
    )
    names = sorted(labels, key=lambda label: (-labels[label], label))
    return parts, ["excel serial"] if is_serial else names


def _unit(shape: str) -> str | None:
    """Name the unit of a count of seconds by how many digits it has; compact times have theirs."""
    match = re.fullmatch(r"(9+)(\.9+)?", shape)
    if match is None:
        return None
    units = {9: "epoch_s", 10: "epoch_s", 13: "epoch_ms", 16: "epoch_us"}
    compact = {} if match[2] else {12: "yyyymmddhhmm", 14: "yyyymmddhhmmss"}
    return (units | compact).get(len(match[1]))


def _formats(styles: list[Style]) -> dict[str, tuple[str, ...]]:
    """Formats by reading; years of two digits first, because %Y would take them for the year 21."""
    readings: dict[str, list[str]] = {}
    for style in styles:
        readings.setdefault(style.reading, []).append(style.format)
    return {
        reading: tuple(dict.fromkeys(sorted(formats, key=lambda text: "%y" not in text)))
        for reading, formats in readings.items()
    }
