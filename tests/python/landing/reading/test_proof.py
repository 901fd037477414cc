"""What typed cells may hold: every dialect of a date or number, and no prose."""

import pytest

from crm_attribution.landing.reading.proof import Shape

MOMENTS = (
    "2024-01-01|2024-01-01T10:00:00.000Z|2024-01-01T10:00:00.000+0000|2024-01-01T10:00+08:00|"
    "15 Apr, 2021 00:02:00|4/15/2021 0:02|15.4.21|20210415|1678364284746|Apr 15, 2021 12:02 PM|"
    "2021年4月15日|2024-01-01 10:00:00 UTC|2024-01-01 10:00:00.123 -0700||NULL|(not set)"
)
NUMBERS = "1|1.10|$1,117.10K|4,548|1.234,56| - |-5|(5.00)|€ 5|5 €|USD 5|1e5|1 234,5|12%|¥1,000"


@pytest.mark.parametrize(
    ("kind", "cells", "holds"),
    [
        ("date", MOMENTS, True),
        ("timestamp", MOMENTS, True),
        ("date", "bar|see 4 below|2024-01-0112|2024-01-011|20\n24-01-01|Ann", False),
        ("decimal", NUMBERS, True),
        ("decimal", "abc|12 abc|2024-01-01|1\n2|Ann", False),
        ("boolean", "true|FALSE|1|0||是", True),
        ("boolean", "Ann|10|2024-01-01", False),
        ("key", "1|00Q2|a b", True),
        ("key", " |1\n2|" + "x" * 300, False),
    ],
)
def test_cells(kind, cells, holds):
    shape = Shape(field_count=1, least_field_count=1, hints={0: kind})

    for cell in cells.split("|"):
        assert shape.proves([cell]) is holds, cell
