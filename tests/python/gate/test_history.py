"""Volumes are compared with the last run that the gate accepted, and with no other."""

import datetime

import duckdb
import pytest

from crm_attribution.gate.history import compare_volumes

DAYS = {run: datetime.datetime(2025, 3, day) for day, run in enumerate("abcde", start=1)}


@pytest.fixture
def changes():
    """Return run(present, volumes, verdicts) -> {group: (fall, growth)}.

    volumes are (run, group, rows) of table t, verdicts (run, severity, is_success, has_raised).
    """

    def run(present, volumes, verdicts):
        with duckdb.connect() as cursor:
            cursor.execute(
                "create table runs (run_id varchar, minimum_rows integer, run_at timestamp)"
            )
            cursor.execute("insert into runs values (?, 100, ?)", [present, DAYS[present]])
            cursor.execute(
                "create table volumes_recorded "
                "(run_id varchar, table_name varchar, group_value varchar, row_count bigint)"
            )
            for name, group, rows in volumes:
                cursor.execute(
                    "insert into volumes_recorded values (?, 't', ?, ?)", [name, group, rows]
                )
            cursor.execute(
                "create table verdicts_recorded (run_id varchar, run_at timestamp, "
                "severity varchar, is_success boolean, has_raised boolean)"
            )
            for name, severity, success, raised in verdicts:
                cursor.execute(
                    "insert into verdicts_recorded values (?, ?, ?, ?, ?)",
                    [name, DAYS[name], severity, success, raised],
                )
            compare_volumes(cursor)
            rows = cursor.execute("select * from volumes").fetchall()
            return {group: (fall, growth) for group, fall, growth in rows}

    return run


GOOD = ("critical", True, False)


def test_falls_and_gains_are_shares_of_the_former_volume(changes):
    volumes = [("a", "web", 200), ("a", "crm", 200), ("b", "web", 150), ("b", "crm", 500)]
    assert changes("b", volumes, [("a", *GOOD)]) == {
        "t web": (50 / 200, 0),
        "t crm": (0, 300 / 200),
    }


def test_what_is_gone_fell_to_nothing_and_what_is_new_is_not_compared(changes):
    volumes = [("a", "gone", 200), ("b", "new", 200)]
    assert changes("b", volumes, [("a", *GOOD)]) == {"t gone": (1, 0), "t new": (None, None)}


def test_a_former_volume_below_the_minimum_is_not_compared(changes):
    volumes = [("a", "web", 99), ("b", "web", 1), ("a", "crm", 100), ("b", "crm", 100)]
    assert changes("b", volumes, [("a", *GOOD)]) == {"t web": (None, None), "t crm": (0, 0)}


def test_the_first_run_is_compared_with_nothing(changes):
    assert changes("a", [("a", "web", 200)], []) == {"t web": (None, None)}


@pytest.mark.parametrize(
    "failed", [("critical", False, False), ("warning", False, True), ("critical", False, True)]
)
def test_a_run_that_failed_or_raised_is_no_standard_however_often_it_is_repeated(changes, failed):
    volumes = [("a", "web", 200), ("b", "web", 50), ("c", "web", 50), ("d", "web", 50)]
    verdicts = [("a", *GOOD), ("b", *GOOD), ("b", *failed), ("c", *GOOD), ("c", *failed)]
    assert changes("d", volumes, verdicts) == {"t web": (150 / 200, 0)}


def test_a_warning_does_not_keep_a_run_from_being_the_standard(changes):
    volumes = [("a", "web", 200), ("b", "web", 100), ("c", "web", 100)]
    verdicts = [("a", *GOOD), ("b", "warning", False, False), ("b", *GOOD)]
    assert changes("c", volumes, verdicts) == {"t web": (0, 0)}


def test_a_run_that_was_not_judged_is_no_standard(changes):
    volumes = [("a", "web", 200), ("b", "web", 100), ("c", "web", 100)]
    assert changes("c", volumes, [("a", *GOOD)]) == {"t web": (100 / 200, 0)}


def test_the_present_run_and_later_ones_are_no_standard(changes):
    # b is judged once more, as after `dbt run --select int_quality__expectations_judged`.
    volumes = [("a", "web", 200), ("b", "web", 100), ("c", "web", 100)]
    verdicts = [("a", *GOOD), ("b", *GOOD), ("c", *GOOD)]
    assert changes("b", volumes, verdicts) == {"t web": (100 / 200, 0)}
