"""Rows as plain text."""

import doctest

import pytest

from crm_attribution import text_table


def test_the_documented_example_holds():
    assert doctest.testmod(text_table).failed == 0


@pytest.mark.parametrize(
    ("row", "error"), [(("Email", 1, 2), ValueError), (("Email",), IndexError)]
)
def test_a_row_of_another_width_is_refused(row, error):
    with pytest.raises(error):
        text_table.text_table(["channel", "revenue"], rows=[row])
