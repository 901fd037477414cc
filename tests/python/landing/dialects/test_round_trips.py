"""Dates and numbers that Python writes in some dialect are read back as they were."""

import contextlib
import datetime as dt
import zoneinfo
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm_attribution.landing.dialects import DialectError

PROFILE = settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
# Format of Python's strftime, whether it shows the time, whether the order of day and month shows.
FORMATS = {
    "%Y-%m-%dT%H:%M:%S": None, "%Y-%m-%d %H:%M:%S.%f": None, "%d %b, %Y %H:%M:%S": None,
    "%b %d, %Y %I:%M:%S %p": None, "%d-%b-%y %H:%M:%S": None, "%A, %d %B %Y %H:%M:%S": None,
    "%Y/%m/%d %H:%M:%S": None, "%Y%m%d%H%M%S": None, "%Y年%m月%d日 %H:%M:%S": None,
    "%d/%m/%Y %H:%M:%S": "dmy", "%d.%m.%y %H:%M:%S": "dmy", "%d-%m-%Y %I:%M:%S %p": "dmy",
    "%m/%d/%Y %I:%M:%S %p": "mdy", "%m/%d/%y %H:%M:%S": "mdy", "%m-%d-%Y %H:%M:%S": "mdy",
}  # fmt: skip
ZONES = ["UTC", "Europe/Berlin", "America/New_York", "Asia/Shanghai", "Asia/Kolkata"]
# Two-digit years mean 1969 to 2068.
TIMES = st.datetimes(dt.datetime(1970, 1, 2), dt.datetime(2068, 12, 30)).map(
    lambda time: time.replace(microsecond=0)
)
# Berlin's hours that stand twice and never, and their neighbours.
EDGES = st.sampled_from(
    [dt.datetime(2021, 10, 31, hour, 30) for hour in range(5)]
    + [dt.datetime(2021, 3, 28, hour, 30) for hour in range(5)]
)


def utc(local: dt.datetime, zone: str) -> dt.datetime:
    """Local time in UTC; an hour that stands twice, or never, is taken as winter time."""
    times = [local.replace(tzinfo=zoneinfo.ZoneInfo(zone), fold=fold) for fold in (0, 1)]
    chosen = min(times, key=lambda time: (time.dst() or dt.timedelta(0), time.fold))
    return chosen.astimezone(dt.UTC).replace(tzinfo=None)


@PROFILE
@given(data=st.data(), zone=st.sampled_from(ZONES), order=st.sampled_from(["dmy", "mdy"]))
def test_times_are_read_as_they_were_written(read, data, zone, order):
    formats = st.sampled_from([text for text, shown in FORMATS.items() if shown in (None, order)])
    pairs = data.draw(st.lists(st.tuples(EDGES | TIMES, formats), min_size=1, max_size=8))
    cells = [time.strftime(text) for time, text in pairs]
    expected = [utc(time, zone) for time, _ in pairs]
    assert read("timestamp", cells, date_order=order, local_timezone=zone).values == expected
    assert read("date", cells, date_order=order).values == [time.date() for time, _ in pairs]
    # Without the setting there is the same result, or an error; never another result.
    with contextlib.suppress(DialectError):
        assert read("timestamp", cells, local_timezone=zone).values == expected


@PROFILE
@given(
    times=st.lists(TIMES, min_size=1, max_size=5),
    minutes=st.integers(-14 * 60, 14 * 60),
    text=st.sampled_from(["%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%d %H:%M:%S %z", "%d %b %Y %H:%M:%S %z"]),
)
def test_offsets_are_honoured(read, times, minutes, text):
    zone = dt.timezone(dt.timedelta(minutes=minutes))
    cells = [time.replace(tzinfo=zone).strftime(text) for time in times]
    column = read("timestamp", cells, local_timezone="Asia/Kolkata")
    assert column.values == [time - dt.timedelta(minutes=minutes) for time in times]


@PROFILE
@given(
    times=st.lists(st.datetimes(dt.datetime(2001, 9, 10), dt.datetime(2099, 12, 31)), min_size=1),
    factor=st.sampled_from([1, 1_000, 1_000_000]),
)
def test_counts_of_seconds_are_told_by_their_length(read, times, factor):
    epoch = dt.datetime(1970, 1, 1)
    counts = [(time - epoch) // dt.timedelta(microseconds=1_000_000 // factor) for time in times]
    expected = [epoch + dt.timedelta(microseconds=n * (1_000_000 // factor)) for n in counts]
    assert read("timestamp", [str(n) for n in counts]).values == expected


def grouped(number: Decimal, group: str, point: str, places: int) -> str:
    whole, fraction = f"{abs(number):,.{places}f}".split(".")
    return f"{whole.replace(',', group)}{point}{fraction}"


@PROFILE
@given(
    numbers=st.lists(
        st.decimals(-(10**9), 10**9, places=2, allow_nan=False), min_size=1, max_size=8
    ),
    marks=st.sampled_from([",.", ".,", " ,", " .", "'.", "’.", "\u00a0,", ".", ","]),
    around=st.sampled_from(
        ["{sign}{number}", "{sign}${number}", "${sign}{number}", "{sign}{number} €",
         "{sign}{number} EUR", "{sign}CHF {number}", "({number})", "{number}-"]
    ),
)  # fmt: skip
def test_numbers_are_read_as_they_were_written(read, numbers, marks, around):
    if "sign" not in around:
        numbers = [-abs(number) for number in numbers]
    cells = [
        around.format(
            number=grouped(number, marks[:-1], marks[-1], 2), sign="-" if number < 0 else ""
        )
        for number in numbers
    ]
    assert read("decimal", cells).values == numbers


@PROFILE
@given(cells=st.lists(st.text(alphabet="0123456789.,-+()$€KeE '%/:", max_size=9), max_size=5))
@pytest.mark.parametrize("column_type", ["decimal", "integer", "date", "timestamp", "boolean"])
def test_no_cell_breaks_the_query(read, cells, column_type):
    with contextlib.suppress(DialectError):
        assert len(read(column_type, cells).values) == len(cells)
