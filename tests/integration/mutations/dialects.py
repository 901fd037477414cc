"""Writing typed values in another dialect, by Python's own means."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from decimal import Decimal

EPOCH = dt.datetime(1970, 1, 1)
# Format of a date, format of a time behind it, and the order of day and month where it is numbers.
DATE_STYLES: dict[str, tuple[str, str, str | None]] = {
    "iso": ("%Y-%m-%d", "T%H:%M:%S", None),
    "iso utc": ("%Y-%m-%d", "T%H:%M:%S.000Z", None),
    "iso offset": ("%Y-%m-%d", " %H:%M:%S+0000", None),
    "d mon, y": ("%d %b, %Y", " %H:%M:%S", None),
    "mon d, y": ("%b %d, %Y", " %I:%M:%S %p", None),
    "d-mon-yy": ("%d-%b-%y", " %H:%M:%S", None),
    "weekday": ("%a, %d %b %Y", " %H:%M:%S GMT", None),
    "y/m/d": ("%Y/%m/%d", " %H:%M:%S", None),
    "compact": ("%Y%m%d", "%H%M%S", None),
    "chinese": ("%Y年%m月%d日", " %H:%M:%S", None),
    "d/m/y": ("%d/%m/%Y", " %H:%M:%S", "dmy"),
    "d.m.yy": ("%d.%m.%y", " %H:%M:%S", "dmy"),
    "d-m-y": ("%d-%m-%Y", " %I:%M:%S %p", "dmy"),
    "m/d/y": ("%m/%d/%Y", " %I:%M:%S %p", "mdy"),
    "m/d/yy": ("%m/%d/%y", " %H:%M:%S", "mdy"),
}
COUNTS = {"epoch_s": 1, "epoch_ms": 1000, "epoch_us": 1_000_000}


def write_date(value: dt.date, *, is_date_only: bool, style: str) -> str | None:
    """Write a date or a time of UTC; None where the style cannot hold it."""
    time = value if isinstance(value, dt.datetime) else dt.datetime.combine(value, dt.time())
    is_date = is_date_only or not isinstance(value, dt.datetime)
    # Python's %y means 1969 to 2068; a shorter or longer year would need more digits than four.
    if not dt.datetime(1970, 1, 2) < time < dt.datetime(2068, 12, 31):
        return None
    if style in COUNTS:
        count = (time - EPOCH) / dt.timedelta(seconds=1) * COUNTS[style]
        # Fewer digits than ten would be seconds of before September 2001.
        is_told = not is_date_only and count == int(count) and time > dt.datetime(2001, 9, 10)
        return str(int(count)) if is_told else None
    if not is_date and time.microsecond:
        return None
    date, clock, _ = DATE_STYLES[style]
    return time.strftime(date if is_date else date + clock)


def tells_order(texts: Iterable[str], order: str) -> str:
    """Say whether dates in numbers tell their order: yes, no, or equal where it does not matter."""
    pairs = [
        (int(found[1]), int(found[2]))
        for text in texts
        if (found := re.match(r"(\d{1,2})[/.-](\d{1,2})[/.-]\d", text))
    ]
    day = 0 if order == "dmy" else 1
    if any(pair[day] > 12 for pair in pairs):
        return "yes"
    return "no" if any(first != second for first, second in pairs) else "equal"


def _places(value: Decimal, least: int) -> int:
    """Count the decimal places to write: enough, and never the three that look like thousands."""
    needed = max(0, -int(value.normalize().as_tuple().exponent))
    return 4 if max(needed, least) == 3 else max(needed, least)


def _grouped(group: str, point: str) -> Callable[[Decimal], str]:
    def write(value: Decimal) -> str:
        whole, _, fraction = f"{abs(value):,.{_places(value, 2)}f}".partition(".")
        return whole.replace(",", group) + point + fraction

    return write


def _signed(form: str, write: Callable[[Decimal], str]) -> Callable[[Decimal], str]:
    return lambda value: form.format(sign="-" if value < 0 else "", number=write(value))


def _in_parentheses(value: Decimal) -> str:
    number = _grouped(",", ".")(value)
    return f"({number})" if value < 0 else number


def _thousands(value: Decimal) -> str:
    scaled = value / 1000
    return f"{scaled:.{_places(scaled, 2)}f}K"


DECIMAL_STYLES: dict[str, Callable[[Decimal], str]] = {
    "1,234.56": _signed("{sign}{number}", _grouped(",", ".")),
    "1.234,56": _signed("{sign}{number}", _grouped(".", ",")),
    "1 234,56": _signed("{sign}{number}", _grouped(" ", ",")),
    "1'234.56": _signed("{sign}{number}", _grouped("'", ".")),
    "$1,234.56": _signed("{sign}${number}", _grouped(",", ".")),
    "1.234,56 €": _signed("{sign}{number} €", _grouped(".", ",")),
    "EUR 1,234.56": _signed("{sign}EUR {number}", _grouped(",", ".")),
    "CN¥1,234.56": _signed("{sign}CN¥{number}", _grouped(",", ".")),
    "(1,234.56)": _in_parentheses,
    "1.23456K": _thousands,
}
INTEGER_STYLES: dict[str, Callable[[int], str]] = {
    "1,234": lambda value: f"{value:,}",
    "1 234": lambda value: f"{value:,}".replace(",", " "),
    "1'234": lambda value: f"{value:,}".replace(",", "'"),
    "1234.0": lambda value: f"{value}.0",
}
BOOLEAN_STYLES = {
    words: words.split("/")
    for words in ("yes/no", "1/0", "TRUE/FALSE", "t/f", "Y/N", "on/off", "是/否", "ja/nein")
}
