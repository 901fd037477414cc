"""How numbers are written: one hand-made column per dialect, and what contradicts itself."""

from decimal import Decimal

import pytest

from crm_attribution.landing.dialects import DialectError


@pytest.mark.parametrize(
    ("cells", "expected", "name"),
    [
        (["1", "-2.50", "+3", ".5", "4."], ["1", "-2.5", "3", "0.5", "4"], "1234.56"),
        (["1e3", "1.5E-2"], ["1000", "0.015"], "1.5e3"),
        (["1,234.56", "7"], ["1234.56", "7"], "1,234.56"),
        (["1.234,56", "1.000", "7"], ["1234.56", "1000", "7"], "1.234,56"),
        (["1 234,56", "7,5"], ["1234.56", "7.5"], "1 234,56, 1234,56"),
        (["1\u00a0234,56"], ["1234.56"], "1\u00a0234,56"),
        (["1'234.56"], ["1234.56"], "1'234.56"),
        (["1,00,000", "12,34,567.8"], ["100000", "1234567.8"], "1,234.56"),
        (["$1,117.10K", "$22,700.00"], ["1117100", "22700"], "$1,234.56K, $1,234.56"),
        (["1.234,56 €"], ["1234.56"], "1.234,56 €"),
        (["EUR 1.234,56"], ["1234.56"], "EUR1.234,56"),
        (["US$5", "-US$5", "US$-5.25"], ["5", "-5", "-5.25"], "US$1234.56"),
        (["CN¥1,234.00", "12元"], ["1234", "12"], "CN¥1,234.56, 1234.56 元"),
        (["₹1,00,000", "Rs. 500"], ["100000", "500"], "₹1,234.56, Rs.1234.56"),
        (["1.5M", "2k", "3B"], ["1500000", "2000", "3000000000"], "1234.56M, 1234.56k, 1234.56B"),
        (["3.2万", "1亿"], ["32000", "100000000"], "1234.56万, 1234.56亿"),
        (["(1,234.50)", "$(5)", "($6)"], ["-1234.5", "-5", "-6"], "1,234.56, $1234.56"),
        (["1,234.50-", "−3"], ["-1234.5", "-3"], "1,234.56, 1234.56"),
        (["12.5%", "100%"], ["0.125", "1"], "1234.56%"),
        (["１，２３４．５"], ["1234.5"], "1,234.56"),
    ],
)
def test_a_number_is_read(read, cells, expected, name):
    column = read("decimal", cells)
    assert column.values == [Decimal(number) for number in expected]
    assert sorted(column.name.split(", ")) == sorted(name.split(", "))


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["4,548"], ["4548"]),
        (["1,234", "999", "12"], ["1234", "999", "12"]),
        (["1,234", "5.5"], ["1234", "5.5"]),
        (["1.234", "12"], ["1.234", "12"]),
        (["1.234", "1.234.567"], ["1234", "1234567"]),
        (["1.234", "12,5"], ["1234", "12.5"]),
        (["1,234", "12,5"], ["1.234", "12.5"]),
        (["0,123", "4"], ["0.123", "4"]),
        (["1234,567", "1,234"], ["1234.567", "1.234"]),
        (["1234.567", "1,234"], ["1234.567", "1234"]),
        (["1 234,567"], ["1234.567"]),
    ],
)
def test_the_whole_column_tells_the_decimal_mark(read, cells, expected):
    assert read("decimal", cells).values == [Decimal(number) for number in expected]


@pytest.mark.parametrize(
    "cells", [["1,234.56", "1.234,56"], ["1.5", "1,5"], ["1,234,567", "12,5"], ["0.123", "1,2"]]
)
def test_a_column_that_contradicts_itself_names_both_values_and_the_setting(read, cells):
    with pytest.raises(DialectError) as error:
        read("decimal", cells)
    for part in ("shop/visits.csv", "'read'", *map(repr, cells), "decimal_mark"):
        assert part in str(error.value)


def test_cells_that_do_not_fit_the_setting_are_not_read(read):
    assert read("decimal", ["1.5", "1,5", "0.5"], decimal_mark=",").values == [
        None,
        Decimal("1.5"),
        None,
    ]
    assert read("decimal", ["1,234"], decimal_mark=",").values == [Decimal("1.234")]


def test_the_setting_must_not_turn_round_a_column_that_proves_it_wrong(read):
    with pytest.raises(DialectError, match=r"'2.5' can only be read with a decimal point"):
        read("decimal", ["2.5", "1,234"], decimal_mark=",")
    assert read("decimal", ["2.5"], decimal_mark=",").values == [Decimal("2.5")]


@pytest.mark.parametrize(
    "cell",
    ["abc", "1_000", "0x1F", "inf", "--5", "$-$5", "1,23,45", "12 34", "5 apples", "Q1", "1.2.3",
     "(5", "5)", "１２a", "1e", "12/5"],
)  # fmt: skip
@pytest.mark.parametrize("others", [["1", "2.5"], ["$1,234.50", "1K"]])
def test_what_cannot_be_read_is_null_and_harms_no_other_cell(read, cell, others):
    alone = read("decimal", others).values
    assert read("decimal", [*others, cell]).values == [*alone, None]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["3", "-4"], [3, -4]),
        (["3.0", "4.5"], [3, None]),
        (["1,234", "5"], [1234, 5]),
        (["1e3", "1e-1"], [1000, None]),
        # The largest integer of 64 bits has more digits than the decimal.
        (["9223372036854775807", "9223372036854775808", "x"], [2**63 - 1, None, None]),
        (["0x1F", "1_0", "7"], [None, None, 7]),
    ],
)
def test_an_integer_is_read(read, cells, expected):
    assert read("integer", cells).values == expected
