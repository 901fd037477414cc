"""What a column of dates is made of, and the SQL of times that are written as one number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

COMPACT = {"yyyymmddhhmm": (12, "%Y%m%d%H%M"), "yyyymmddhhmmss": (14, "%Y%m%d%H%M%S")}
# Digits before a point, microseconds per unit.
EPOCHS = {"epoch_s": ("9,10", 1_000_000), "epoch_ms": ("13", 1_000), "epoch_us": ("16", 1)}
# A count of seconds is a time from 1970 to 2100.
LAST_MICROSECOND = 4_102_444_800_000_000


@dataclass(frozen=True)
class DateParts:
    """What a column of dates is made of.

    Attributes:
        has_iso: Whether some cells are ISO dates or times, of four, two and two digits.
        is_only_iso: Whether all of them are.
        formats: Reading (date, local, utc, zoned) -> formats of strptime.
        epochs: epoch_s, epoch_ms, epoch_us, yyyymmddhhmm or yyyymmddhhmmss.
        is_serial: Whether it is one of Excel's day numbers.
        has_strange: Whether some cells are no dates.
        is_only_epoch: Whether all of it is counts of seconds, or of parts of them, in one unit.
    """

    has_iso: bool
    is_only_iso: bool
    formats: Mapping[str, tuple[str, ...]]
    epochs: tuple[str, ...]
    is_serial: bool
    has_strange: bool
    is_only_epoch: bool


def compact_sql(raw: str, parts: DateParts) -> list[str]:
    """Give the SQL of local times written as digits alone, one expression per length."""
    return [
        f"(case when length({raw}) = {length} then try_strptime({raw}, '{text}') end)"
        for length, text in (COMPACT[epoch] for epoch in parts.epochs if epoch in COMPACT)
    ]


def microseconds_sql(raw: str, parts: DateParts) -> list[str]:
    """Give the SQL of microseconds since 1970, one expression per unit that is counted in."""
    found = []
    for epoch in parts.epochs:
        if epoch not in EPOCHS:
            continue
        digits, factor = EPOCHS[epoch]
        count = f"try_cast({raw} as bigint) * {factor}"
        condition = f"{count} < {LAST_MICROSECOND}"
        if not parts.is_only_epoch:
            count = f"cast(round(cast({raw} as decimal(28, 10)) * {factor}) as bigint)"
            is_epoch = f"regexp_full_match({raw}, '[0-9]{{{digits}}}([.][0-9]+)?')"
            condition = f"{is_epoch} and {count} < {LAST_MICROSECOND}"
        found.append(f"(case when {condition} then {count} end)")
    return found


def serial_sql(raw: str) -> str:
    """Give the SQL of Excel's day number, 1 = 1900-01-01, which counts a 29 February 1900."""
    is_serial = f"regexp_full_match({raw}, '([2-5][0-9]{{4}}|60000)([.][0-9]+)?')"
    seconds = f"cast(round(cast({raw} as decimal(28, 10)) * 86400) as bigint)"
    return f"(case when {is_serial} then timestamp '1899-12-30' + to_seconds({seconds}) end)"
