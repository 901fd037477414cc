"""How dates and times are written: a cell's shape to a format of DuckDB's strptime."""

from __future__ import annotations

import re
from dataclasses import dataclass

MONTH = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
)
WEEKDAY = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Mon|Tue|Wed|Thu|Fri|Sat|Sun"
DAY = r"(?P<day>99?)"
ORDINAL = rf"{DAY}(?:st|nd|rd|th)?"
YEAR = r"(?P<year>9999|99)"
NAMED = rf"(?P<month>{MONTH})"
ISO = "y-m-d"
# A group is a part of the date, and all else stands in the format as it is.
DATES = {
    "d/m/y": rf"(?P<first>99?)(?P<mark>[/.-])(?P<second>99?)(?P=mark){YEAR}",
    ISO: rf"(?P<year>9999)(?P<mark>[/.-])(?P<month>99?)(?P=mark){DAY}",
    "y年m月d日": rf"(?P<year>9999) ?年 ?(?P<month>99?) ?月 ?{DAY} ?日",
    "yyyymmdd": r"(?P<year>9999)(?P<month>99)(?P<day>99)(?=T|$)",
    "d mon, y": rf"{DAY} {NAMED}, {YEAR}",
    "d mon y": rf"{ORDINAL}[ /-]{NAMED}[.]?[ /-]{YEAR}",
    "mon d, y": rf"{NAMED}[. -] ?{ORDINAL}(?:, ?|[ -]){YEAR}",
}
# Since 2022 browsers and Java put a narrow no-break space between the time and AM or PM.
CLOCK = (
    r"(?P<hour>99?):(?P<minute>99)(?::(?P<seconds>99)(?:[.,](?P<fraction>9{1,9}))?)?"
    r"(?:[ \u00a0\u202f]?(?P<half>[ap]m))?"
)
COMPACT_CLOCK = r"(?P<hour>99)(?P<minute>99)(?P<seconds>99)"
ZONE = r" ?(?:(?P<offset>[+-]99(?::?99)?)|Z|UTC|GMT)| (?P<zone>[A-Za-z]{3,}(?:/[A-Za-z_]+)*)"


@dataclass(frozen=True)
class Style:
    """How one shape of cells is written.

    Attributes:
        label: What is recorded, such as ``d/m/y h:m``.
        reading: What the value is: date, local (a time without a zone), utc, or zoned.
        format: Format of strptime.
    """

    label: str
    reading: str
    format: str


def is_numeric(shape: str) -> bool:
    """Whether a shape is a date with day and month in numbers, the year last."""
    return re.match(DATES["d/m/y"], shape) is not None


def style_of(shape: str, *, date_order: str) -> Style | None:
    """Find how a shape is written.

    Args:
        shape: Cell with every digit as 9.
        date_order: ``dmy`` or ``mdy``.

    Returns:
        The style; None where the shape is no date.

    Example:
        >>> style_of("99 Apr, 9999 99:99:99", date_order="dmy").format
        '%d %b, %Y %H:%M:%S'
        >>> style_of("9/99/99 9:99 PM", date_order="mdy")
        Style(label='m/d/y h:m am/pm', reading='local', format='%m/%d/%y %I:%M %p')
    """
    weekday = rf"(?:(?P<weekday>{WEEKDAY}),? )?"
    for label, date in DATES.items():
        clock = COMPACT_CLOCK if label == "yyyymmdd" else CLOCK
        time = rf"(?:T|,? | at |, at ){clock}(?:{ZONE})?"
        match = re.fullmatch(rf"{weekday}{date}(?P<time>{time})?", shape, re.IGNORECASE)
        if match:
            name = _label(label, match, date_order)
            return Style(name, _reading(match), _format(match, date_order))
    return None


def _format(match: re.Match[str], date_order: str) -> str:
    """Put a directive in the place of each part."""
    groups = match.groupdict()
    first, second = ("%d", "%m") if date_order == "dmy" else ("%m", "%d")
    directives = {
        "first": first,
        "second": second,
        "day": "%d",
        "month": "%m" if "9" in (groups.get("month") or "") else _worded(groups, "month", "%b%B"),
        "year": "%y" if groups["year"] == "99" else "%Y",
        "weekday": _worded(groups, "weekday", "%a%A"),
        "hour": "%I" if groups.get("half") else "%H",
        "minute": "%M",
        "seconds": "%S",
        "fraction": "%f" if len(groups.get("fraction") or "") <= 6 else "%n",
        "half": "%p",
        "offset": "%z",
        "zone": "%Z",
    }
    text, end = "", 0
    for (start, stop), name in sorted((match.span(n), n) for n in directives if groups.get(n)):
        text += match.string[end:start] + directives[name]
        end = stop
    return text + match.string[end:]


def _worded(groups: dict[str, str | None], name: str, directives: str) -> str:
    """Give the directive of a short or a full name."""
    return directives[:2] if len(groups.get(name) or "") == 3 else directives[2:]


def _reading(match: re.Match[str]) -> str:
    if not match["time"]:
        return "date"
    if match["offset"] or match["zone"]:
        return "zoned"
    return "utc" if re.search("(?:Z|UTC|GMT)$", match["time"], re.IGNORECASE) else "local"


def _label(label: str, match: re.Match[str], date_order: str) -> str:
    groups = match.groupdict()
    if label == "d/m/y":
        label = groups["mark"].join(date_order)
    elif label == ISO:
        label = groups["mark"].join("ymd")
    if label == ISO or not groups["time"]:
        return "iso" if label == ISO else label
    clock = "h:m:s" if groups["seconds"] else "h:m"
    return f"{label} {clock}" + (" am/pm" if groups.get("half") else "")
