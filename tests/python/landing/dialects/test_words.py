"""How truth and nothing are written."""

import doctest
import importlib
import pkgutil

import pytest

from crm_attribution.landing import dialects
from crm_attribution.landing.dialects import TypedColumn, clean, read_null_words


def test_the_examples_in_the_docstrings_hold():
    modules = [
        importlib.import_module(f"{dialects.__name__}.{module.name}")
        for module in pkgutil.iter_modules(dialects.__path__)
    ]
    tested = [doctest.testmod(module) for module in modules]
    assert sum(result.attempted for result in tested) > 10
    assert sum(result.failed for result in tested) == 0


@pytest.mark.parametrize(
    ("cells", "expected", "name"),
    [
        (["1", "0"], [True, False], "1/0"),
        (["true", "FALSE", "True"], [True, False, True], "true/false"),
        (["t", "f"], [True, False], "t/f"),
        (["Yes", "no"], [True, False], "yes/no"),
        (["Y", "N"], [True, False], "y/n"),
        (["on", "off"], [True, False], "on/off"),
        (["x", None], [True, None], "x/"),
        (["是", "否"], [True, False], "是/否"),
        (["ja", "Nein"], [True, False], "ja/nein"),
        (["oui", "non"], [True, False], "oui/non"),
        (["sí", "no"], [True, False], "sí/no"),
        (["1.0", "0.0"], [True, False], "1.0/0.0"),
        (["no", "no"], [False, False], "no"),
        (["yes", "perhaps", "-1", "2"], [True, None, None, None], "yes/no"),
        (["perhaps"], [None], "unknown"),
    ],
)
def test_truth_is_read(read, cells, expected, name):
    column = read("boolean", cells)
    assert (column.values, column.name) == (expected, name)


def cleaned(connection, null_words, column_type, cell):
    query = (
        f"select {clean('cell', type=column_type, null_words=null_words)} from (select $1 as cell)"
    )
    return connection.execute(query, [cell]).fetchall()[0][0]


@pytest.mark.parametrize("blank", [" ", "\t", "\n", "\u00a0", "\u3000", "\u200b", "\ufeff"])
def test_blanks_around_a_cell_are_removed(connection, null_words, blank):
    assert cleaned(connection, null_words, "text", f"{blank}a b{blank}") == "a b"
    assert cleaned(connection, null_words, "text", f"a b{blank} ") == "a b"
    assert cleaned(connection, null_words, "text", blank) is None


@pytest.mark.parametrize("column_type", ["text", "url", "id", "email", "phone", "date", "integer"])
@pytest.mark.parametrize(
    "cell", ["", " - ", "NULL", "null", "None", "N/A", "#N/A", "nan", "-None-"]
)
def test_null_words_are_null_in_every_column(connection, null_words, column_type, cell):
    assert cleaned(connection, null_words, column_type, cell) is None


@pytest.mark.parametrize("cell", ["(none)", "(not set)", "unknown"])
def test_what_channel_rules_read_stays_as_text_but_links_nobody(connection, null_words, cell):
    assert cleaned(connection, null_words, "text", cell) == cell
    for column_type in ("id", "email", "person_id", "phone", "decimal", "timestamp"):
        assert cleaned(connection, null_words, column_type, cell) is None


@pytest.mark.parametrize("cell", ["(direct)", "none", "NA", "-1", "0", "Null Island", "nullable"])
def test_real_text_stays(connection, null_words, cell):
    assert cleaned(connection, null_words, "text", cell) == cell


@pytest.mark.parametrize("cell", ["0", "-1"])
def test_a_number_stays_a_number_where_a_date_is_none(connection, null_words, cell):
    assert cleaned(connection, null_words, "integer", cell) == cell
    assert cleaned(connection, null_words, "timestamp", cell) is None


@pytest.mark.parametrize(
    ("cell", "is_null"),
    [
        ("9999-12-31", True),
        ("9999-12-31T23:59:59Z", True),
        ("12/31/9999", True),
        ("31.12.9999 00:00", True),
        ("0001-01-01T00:00:00", True),
        ("1970-01-01", True),
        ("1970-01-01 00:00:00", True),
        ("1970-01-01 00:00:01", False),
        ("9999-12-30", False),
        ("2999-12-31", True),
    ],
)
def test_the_ends_of_a_calendar_are_no_dates(connection, null_words, cell, is_null):
    assert cleaned(connection, null_words, "text", cell) == cell
    for column_type in ("date", "timestamp"):
        assert cleaned(connection, null_words, column_type, cell) == (None if is_null else cell)


@pytest.mark.parametrize(
    ("cell", "is_null"),
    [
        ("{{campaign.name}}", True),
        ("{campaignid}", True),
        ("%%x%%", True),
        ("[[x]]", True),
        ("${x}", True),
        ('{"id": 5}', False),
        ("{}", False),
        ("50%", False),
        ("[1, 2]", False),
        ("see {{campaign.name}}", False),
    ],
)
def test_templates_that_were_never_filled_are_null(connection, null_words, cell, is_null):
    assert (cleaned(connection, null_words, "text", cell) is None) == is_null


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("a,,everything,b", "applies_to is 'everything'. Allowed: all, text"),
        (",,all,b", "give one of them"),
        ("a,b,all,b", "give one of them"),
        (",.*x,all,b", "does not begin with a character that stands for itself"),
        (",(x),all,b", "does not begin with a character that stands for itself"),
    ],
)
def test_a_line_that_means_nothing_is_named(tmp_path, line, message):
    path = tmp_path / "null_words.csv"
    path.write_text(f"word,pattern,applies_to,description\nx,,all,fine\n{line}\n")
    with pytest.raises(ValueError, match=f"line 3: .*{message}"):
        read_null_words(path)


def test_a_type_that_is_not_read_from_text_is_refused():
    with pytest.raises(ValueError, match=r"type 'text' is not read from text\. Allowed: timestamp"):
        TypedColumn(name="a", source="a", type="text")
