"""The SQL that reads dates and times."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from crm_attribution.landing import sql
from crm_attribution.landing.dialects.date_counts import (
    DateParts,
    compact_sql,
    microseconds_sql,
    serial_sql,
)

DAY = 86_400_000_000


def to_utc(expression: str, *, zone: str) -> str:
    """Give the SQL of a local time in UTC."""
    if zone == "UTC":
        return f"({expression})"
    return f"(({expression}) at time zone {sql.text(zone)} at time zone 'UTC')"


def iso_time_sql(raw: str, *, zone: str) -> str:
    """Give the SQL of an ISO text in UTC; a date alone is the last second of its local day.

    DuckDB's own cast to timestamp ignores Z and offsets, silently.
    """
    day_end = f"try_cast({raw} as date) + time '23:59:59'"
    naive = f"try_cast({raw} as timestamp)"
    zoned = f"try_cast({raw} as timestamptz) at time zone 'UTC'"
    # Z is by far the commonest zone, and the plain cast reads it right and fast.
    return f"""case
        when length({raw}) <= 10 then {to_utc(day_end, zone=zone)}
        when ends_with({raw}, 'Z') then {naive}
        when right({raw}, 1) not between '0' and '9' then {zoned}
        when regexp_matches(substr({raw}, 17), '[+-]') then {zoned}
        else {to_utc(naive, zone=zone)}
    end"""


def time_sql(raw: str, *, parts: DateParts, zone: str) -> str:
    """Give the SQL of a time in UTC."""
    if parts.is_only_iso:
        return iso_time_sql(raw, zone=zone)
    readings = {
        "date": lambda at: to_utc(f"{at} + interval '23:59:59'", zone=zone),
        "local": lambda at: to_utc(at, zone=zone),
        "utc": lambda at: at,
        "zoned": lambda at: f"{at} at time zone 'UTC'",
    }
    read = [readings[reading](at) for reading, at in _parsed(raw, parts.formats, parts).items()]
    read += [to_utc(at, zone=zone) for at in compact_sql(raw, parts)]
    read += [f"make_timestamp({us})" for us in microseconds_sql(raw, parts)]
    if parts.is_serial:
        at = serial_sql(raw)
        read.append(
            f"case when contains({raw}, '.') then {to_utc(at, zone=zone)} "
            f"else {to_utc(f'{at} + interval 86399 second', zone=zone)} end"
        )
    return _chosen(raw, parts, iso_time_sql(raw, zone=zone), read, "timestamp")


def date_sql(raw: str, *, parts: DateParts, zone: str) -> str:
    """Give the SQL of a date as it is written; of a count of seconds, the local date.

    Midnight UTC is a date that some systems write as a time, so it is taken as it is.
    """
    iso = f"try_cast({raw} as date)"
    if parts.is_only_iso:
        return iso
    formats = dict(parts.formats)
    zoned = formats.pop("zoned", ())
    read = [f"cast({at} as date)" for at in _parsed(raw, formats, parts).values()]
    if zoned:
        written = rf"regexp_replace({raw}, ' ?([+-][0-9:]+| [A-Za-z_/]+)$', '')"
        cut = {"local": tuple(dict.fromkeys(_without_zone(text) for text in zoned))}
        read += [f"cast({at} as date)" for at in _parsed(written, cut, parts).values()]
    read += [f"cast({at} as date)" for at in compact_sql(raw, parts)]
    for us in microseconds_sql(raw, parts):
        at = f"make_timestamp({us})"
        local = f"({at} at time zone 'UTC' at time zone {sql.text(zone)})"
        read.append(f"cast(case when {us} % {DAY} = 0 then {at} else {local} end as date)")
    if parts.is_serial:
        read.append(f"cast({serial_sql(raw)} as date)")
    return _chosen(raw, parts, iso, read, "date")


def is_date_only_sql(raw: str, *, parts: DateParts) -> str:
    """Give the SQL of whether a cell is a date without a time; null where it is null."""
    if parts.is_only_iso:
        return f"length({raw}) <= 10"
    found = []
    if parts.has_iso:
        found.append(f"({_is_iso(raw)} and length({raw}) <= 10)")
    dates = {key: formats for key, formats in parts.formats.items() if key == "date"}
    found += [f"{at} is not null" for at in _parsed(raw, dates, parts).values()]
    if parts.is_serial:
        found.append(f"regexp_full_match({raw}, '[0-9]+')")
    return f"case when {raw} is not null then {' or '.join(found) or 'false'} end"


def _chosen(raw: str, parts: DateParts, iso: str, read: Iterable[str], sql_type: str) -> str:
    others = ", ".join(read)
    others = f"coalesce({others})" if others else f"cast(null as {sql_type})"
    if not parts.has_iso:
        return others
    return f"coalesce(case when {_is_iso(raw)} then {iso} end, {others})"


def _is_iso(raw: str) -> str:
    return f"regexp_matches({raw}, '^[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}([T ][0-9]|$)')"


def _parsed(raw: str, formats: Mapping[str, tuple[str, ...]], parts: DateParts) -> dict[str, str]:
    """Give the SQL of each reading.

    %Y takes three digits, so years begin at 1000; words such as ``epoch`` are times to DuckDB.
    """
    found = {}
    for reading, texts in formats.items():
        at = f"try_strptime({raw}, [{', '.join(map(sql.text, texts))}])"
        condition = f"{at} >= timestamp '1000-01-01'"
        if parts.has_strange:
            condition = f"regexp_matches({raw}, '[0-9]') and {condition}"
        found[reading] = f"(case when {condition} then {at} end)"
    return found


def _without_zone(text: str) -> str:
    return text.replace("%z", "").replace("%Z", "").rstrip()
