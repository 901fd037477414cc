"""How dates and times are written: one hand-made column per dialect, and what is ambiguous."""

import datetime as dt

import pytest

from crm_attribution.landing.dialects import DialectError


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("cell", "expected", "name"),
    [
        ("2021-04-15T00:02:00", "2021-04-15 00:02", "iso"),
        ("2021-04-15 00:02", "2021-04-15 00:02", "iso"),
        ("2021-04-15T00:02:00Z", "2021-04-15 00:02", "iso"),
        ("2021-04-15T00:02:00.123Z", "2021-04-15 00:02:00.123", "iso"),
        ("2021-04-15T00:02:00.123456", "2021-04-15 00:02:00.123456", "iso"),
        ("2021-04-15T00:02:00.000+0000", "2021-04-15 00:02", "iso"),
        ("2021-04-15T00:02:00+00:00", "2021-04-15 00:02", "iso"),
        # 00:02 in a zone eight hours ahead is 16:02 UTC of the day before.
        ("2021-04-15T00:02:00+08:00", "2021-04-14 16:02", "iso"),
        ("2021-04-15T00:02:00 +0800", "2021-04-14 16:02", "iso"),
        ("2021-04-15 00:02:00 UTC", "2021-04-15 00:02", "iso"),
        ("2021-4-5 9:02", "2021-04-05 09:02", "iso"),
        ("15 Apr, 2021 00:02:00", "2021-04-15 00:02", "d mon, y h:m:s"),
        ("Apr 15, 2021 12:02 AM", "2021-04-15 00:02", "mon d, y h:m am/pm"),
        ("Apr 15, 2021 12:02 pm", "2021-04-15 12:02", "mon d, y h:m am/pm"),
        ("15 April 2021 0:02", "2021-04-15 00:02", "d mon y h:m"),
        ("Thu, 15 Apr 2021 00:02:00 +0000", "2021-04-15 00:02", "d mon y h:m:s"),
        ("Thu, 15 Apr 2021 00:02:00 -0230", "2021-04-15 02:32", "d mon y h:m:s"),
        ("Thu, 15 Apr 2021 00:02:00 GMT", "2021-04-15 00:02", "d mon y h:m:s"),
        ("15/4/2021 0:02", "2021-04-15 00:02", "d/m/y h:m"),
        ("15.04.21 00:02:00", "2021-04-15 00:02", "d.m.y h:m:s"),
        ("4/15/2021 12:02 AM", "2021-04-15 00:02", "m/d/y h:m am/pm"),
        ("4-15-21 1:02:03 PM", "2021-04-15 13:02:03", "m-d-y h:m:s am/pm"),
        ("4/15/2021, 1:02:03PM", "2021-04-15 13:02:03", "m/d/y h:m:s am/pm"),
        ("4/15/2021, 1:02:03\u202fPM", "2021-04-15 13:02:03", "m/d/y h:m:s am/pm"),
        ("2021/4/15 00:02", "2021-04-15 00:02", "y/m/d h:m"),
        ("20210415T000200Z", "2021-04-15 00:02", "yyyymmdd h:m:s"),
        ("20210415000200", "2021-04-15 00:02", "yyyymmddhhmmss"),
        ("202104150002", "2021-04-15 00:02", "yyyymmddhhmm"),
        ("2021年4月15日 0:02", "2021-04-15 00:02", "y年m月d日 h:m"),
        # `date -u -d @1618444920` prints 2021-04-15 00:02:00.
        ("1618444920", "2021-04-15 00:02", "epoch_s"),
        ("1618444920.5", "2021-04-15 00:02:00.5", "epoch_s"),
        ("1618444920123", "2021-04-15 00:02:00.123", "epoch_ms"),
        ("1618444920123456", "2021-04-15 00:02:00.123456", "epoch_us"),
        # Excel shows day number 44301 as 2021-04-15.
        ("44301.5", "2021-04-15 12:00", "excel serial"),
    ],
)
def test_a_time_is_read(read, cell, expected, name):
    column = read("timestamp", [cell, None, cell])
    assert (column.name, column.values) == (name, [at(expected), None, at(expected)])
    assert column.is_date_only == [False, None, False]


DATES = [
    ("2021-04-15", "iso"),
    ("15-Apr-21", "d mon y"),
    ("15 April 2021", "d mon y"),
    ("15th Apr 2021", "d mon y"),
    ("April 15, 2021", "mon d, y"),
    ("15/04/2021", "d/m/y"),
    ("15.4.21", "d.m.y"),
    ("04-15-2021", "m-d-y"),
    ("2021/04/15", "y/m/d"),
    ("2021.04.15", "y.m.d"),
    ("20210415", "yyyymmdd"),
    ("2021年4月15日", "y年m月d日"),
    ("44301", "excel serial"),
]


@pytest.mark.parametrize(("cell", "name"), DATES)
def test_a_date_is_read(read, cell, name):
    column = read("date", [cell])
    assert (column.name, column.values) == (name, [dt.date(2021, 4, 15)])


@pytest.mark.parametrize(("cell", "name"), DATES)
def test_a_date_where_a_time_is_expected_is_the_last_second_of_its_local_day(read, cell, name):
    # Shanghai is eight hours ahead of UTC.
    column = read("timestamp", [cell], local_timezone="Asia/Shanghai")
    assert (column.name, column.values) == (name, [at("2021-04-15 15:59:59")])
    assert column.is_date_only == [True]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2021-04-15T23:30:00-02:00", "2021-04-15"),
        ("Thu, 15 Apr 2021 23:30:00 -0200", "2021-04-15"),
        ("15/04/2021 23:30", "2021-04-15"),
        # Midnight in Shanghai, 16:00 UTC of the day before, and midnight UTC, are both the day.
        ("1618416000000", "2021-04-15"),
        ("1618444800000", "2021-04-15"),
    ],
)
def test_a_time_where_a_date_is_expected_is_its_date(read, cell, expected):
    column = read("date", [cell], local_timezone="Asia/Shanghai")
    assert column.values == [dt.date.fromisoformat(expected)]


def test_unambiguous_styles_may_be_mixed(read):
    cells = ["15 Apr, 2021 00:02:00", "2021-04-15T00:02:00Z", "1618444920", "2021-04-15", "4/15/21"]
    column = read("timestamp", cells)
    assert column.values == [at("2021-04-15 00:02")] * 3 + [at("2021-04-15 23:59:59")] * 2
    assert column.is_date_only == [False, False, False, True, True]
    assert column.name == "iso, d mon, y h:m:s, epoch_s, m/d/y"


@pytest.mark.parametrize("proof", ["13/1/2021", "31.12.20 10:00"])
def test_one_day_over_twelve_tells_the_order_of_the_whole_column(read, proof):
    assert read("date", ["3/4/2021", proof]).values[0] == dt.date(2021, 4, 3)


def test_equal_day_and_month_are_not_ambiguous(read):
    assert read("date", ["3/3/2024", "4-4-24"]).values == [dt.date(2024, 3, 3), dt.date(2024, 4, 4)]


def test_a_column_that_tells_no_order_is_an_error_that_names_the_setting(read):
    with pytest.raises(DialectError) as error:
        read("timestamp", ["3/3/2024", "3/4/2024 10:00"])
    for part in (
        "shop/visits.csv",
        "'read'",
        "'3/4/2024 10:00'",
        "date_order",
        "export_date_order",
    ):
        assert part in str(error.value)


def test_a_column_that_contradicts_itself_is_an_error_that_names_both_values(read):
    with pytest.raises(DialectError) as error:
        read("date", ["13/4/2024", "4/13/2024", "1/2/2024"])
    for part in ("shop/visits.csv", "'read'", "'13/4/2024'", "'4/13/2024'", "date_order"):
        assert part in str(error.value)


@pytest.mark.parametrize(("order", "expected"), [("dmy", (2024, 4, 3)), ("mdy", (2024, 3, 4))])
def test_the_setting_decides_what_the_column_does_not_tell(read, order, expected):
    assert read("date", ["3/4/2024"], date_order=order).values == [dt.date(*expected)]


def test_cells_that_do_not_fit_the_setting_are_not_read(read):
    column = read("date", ["13/4/2024", "4/13/2024", "1/2/2024"], date_order="mdy")
    assert column.values == [None, dt.date(2024, 4, 13), dt.date(2024, 1, 2)]


def test_the_setting_must_not_turn_round_a_column_that_proves_it_wrong(read):
    with pytest.raises(DialectError, match="'13/4/2024' can only be read with the day first"):
        read("date", ["13/4/2024", "1/2/2024"], date_order="mdy")
    assert read("date", ["13/4/2024"], date_order="mdy").values == [dt.date(2024, 4, 13)]


@pytest.mark.parametrize(
    "cell",
    ["soon", "infinity", "epoch", "2021-02-30", "31/02/2021", "15/04/202", "99/99/2021", "12345",
     "1618", "2021-04-15 25:00", "15 Foo 2021", "4155550123", "2021-04-15 rubbish", "13.5", "１"],
)  # fmt: skip
def test_what_cannot_be_read_is_null_and_harms_no_other_cell(read, cell):
    column = read("timestamp", ["2021-04-15T00:02:00Z", "15/04/2021 00:02", cell])
    assert column.values == [at("2021-04-15 00:02"), at("2021-04-15 00:02"), None]


def test_day_numbers_are_read_only_where_the_whole_column_is_such(read):
    assert read("date", ["44301", "2021-04-15"]).values == [None, dt.date(2021, 4, 15)]
    assert read("date", ["44301", "19999", "60001"]).values[1:] == [None, None]


@pytest.mark.parametrize("column_type", ["timestamp", "date", "decimal", "integer", "boolean"])
@pytest.mark.parametrize("cells", [[], [None, "", " ", "NULL"]])
def test_a_column_without_values_is_empty(read, column_type, cells):
    column = read(column_type, cells)
    assert (column.name, column.values) == ("empty", [None] * len(cells))


def test_an_unknown_setting_names_what_is_allowed(read):
    with pytest.raises(ValueError, match=r"'ymd'\. Allowed: auto, dmy, mdy"):
        read("date", ["1"], date_order="ymd")
