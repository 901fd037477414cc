"""What raises is recorded as raised, and stops nothing else."""

import duckdb
import great_expectations.expectations as gxe
import pytest

from crm_attribution.gate.judgement import judge
from crm_attribution.gate.outcome import GROUPS_NAMED
from crm_attribution.gate.parts import Part, Suite


def rule(column="value", name="small", **options):
    return gxe.ExpectColumnValuesToBeBetween(
        column=column,
        max_value=5,
        notes="a test",
        meta={"name": name, "column": column, "threshold": "at most 5"},
        **options,
    )


@pytest.fixture
def cursor():
    with duckdb.connect() as connection:
        connection.execute(
            "create table three as select 'g' || i as group_value, i as value, 'x' as word "
            "from range(3) as numbers (i)"
        )
        yield connection


def test_an_expectation_that_raises_is_recorded_and_the_others_are_judged(cursor):
    query = "select * from three"
    rules = [rule(), rule("no_such_column", severity="warning"), rule(name="after")]
    before, raised, after = judge(cursor, suites=[Suite("s", [Part("three", query, rules)])])
    assert (raised["is_success"], raised["has_raised"]) == (False, True)
    assert 'column "no_such_column"' in raised["exception_message"]
    assert (raised["severity"], raised["judged_count"]) == ("warning", None)
    for verdict in (before, after):
        assert (verdict["is_success"], verdict["has_raised"]) == (True, False)
        assert verdict["exception_message"] is None
        assert (verdict["judged_count"], verdict["observed_value"]) == (3, 2)


def test_an_expectation_that_the_engine_cannot_run_is_recorded_as_raised(cursor):
    # Great Expectations has no regular expressions for DuckDB.
    pattern = gxe.ExpectColumnValuesToMatchRegex(
        column="word", regex="x", notes="n", meta={"name": "r", "column": "word", "threshold": "x"}
    )
    part = Part("three", "select * from three", [pattern])
    [verdict] = judge(cursor, suites=[Suite("s", [part])])
    assert (verdict["is_success"], verdict["has_raised"]) == (False, True)
    assert verdict["exception_message"]


def test_a_query_that_fails_is_recorded_for_each_of_its_expectations(cursor):
    suites = [
        Suite("broken", [Part("gone", "select * from gone", [rule(), rule(name="second")])]),
        Suite("sound", [Part("three", "select * from three", [rule()])]),
    ]
    first, second, sound = judge(cursor, suites=suites)
    for verdict in (first, second):
        assert (verdict["is_success"], verdict["has_raised"]) == (False, True)
        assert "gone" in verdict["exception_message"]
    assert (sound["suite"], sound["is_success"]) == ("sound", True)


def test_an_expectation_about_the_whole_table_has_its_observed_value(cursor):
    count = gxe.ExpectTableRowCountToBeBetween(
        min_value=4, notes="n", meta={"name": "rows", "column": "(all)", "threshold": "at least 4"}
    )
    part = Part("three", "select * from three", [count])
    [verdict] = judge(cursor, suites=[Suite("s", [part])])
    assert (verdict["is_success"], verdict["has_raised"]) == (False, False)
    assert (verdict["observed_value"], verdict["observed_group"]) == (3, None)
    assert (verdict["judged_count"], verdict["unexpected_count"]) == (1, 1)


def test_only_the_first_groups_are_named(cursor):
    query = "select lpad(i::varchar, 3, '0') as group_value, 9 as value from range(100) as n (i)"
    [verdict] = judge(cursor, suites=[Suite("s", [Part("many", query, [rule()])])])
    assert verdict["unexpected_groups"].split(", ") == [f"{i:03}" for i in range(GROUPS_NAMED)]
    assert verdict["unexpected_count"] == 100


def test_the_cursor_stays_open(cursor):
    judge(cursor, suites=[Suite("s", [Part("three", "select * from three", [rule()])])])
    assert cursor.execute("select count(*) from three").fetchall() == [(3,)]
