"""Each expectation of each suite is seen to pass, to warn and to fail on a value of its own."""

import re
from collections import defaultdict
from pathlib import Path

import pytest
import yaml

from crm_attribution.gate.limits import Limit, parse_limits
from crm_attribution.gate.suites import all_suites, freshness_suite, landing_suite

ROOT = Path(__file__).resolve().parents[3]

# What is judged of the figures; the volumes and the files of the exports have tests of their own.
FIGURES = [
    (suite.name, part.table, rule.meta["name"])
    for suite in all_suites(defaultdict(lambda: Limit(critical=1)))
    for part in suite.parts
    for rule in part.expectations
    if rule.column == "figure_value"
]


def verdicts_of(verdicts, expectation, table_name):
    return {
        verdict["severity"]: verdict
        for verdict in verdicts
        if (verdict["expectation"], verdict["table_name"]) == (expectation, table_name)
    }


def test_the_variables_the_macro_and_the_suites_name_the_same_figures():
    project = yaml.safe_load((ROOT / "dbt_project.yml").read_text(encoding="utf-8"))
    variables = project["vars"]["crm_attribution"]
    limits = {
        name.removeprefix("quality_"): value
        for name, value in variables.items()
        if name.startswith("quality_") and name not in ("quality_gate", "quality_minimum_rows")
    }
    macro = (ROOT / "macros/quality/gate_limits.sql").read_text(encoding="utf-8")
    assert set(re.findall(r"'quality_(\w+)'", macro)) == set(limits)
    judged = {figure for _, _, figure in FIGURES} | {"volume_fall_rate", "volume_growth_rate"}
    assert set(limits) == judged
    assert all_suites(parse_limits(limits))


def test_every_figure_is_listed():
    # The figures of the limits, less the two of volumes; future_rate is judged of three tables and
    # negative_duration_rate of two.
    assert len(FIGURES) == 20 - 2 + 2 + 1
    assert len(set(FIGURES)) == len(FIGURES)


@pytest.fixture
def three_groups(judged):
    """Every figure with a value within the limits, one beyond the warning, one beyond both."""
    return judged(
        figures=[
            (figure, table, group, value)
            for _, table, figure in FIGURES
            for group, value in [("fine", 0.2), ("odd", 0.3), ("broken", 0.9), ("few", None)]
        ]
    )


def test_every_figure_can_fail(three_groups):
    for suite, table, figure in FIGURES:
        found = verdicts_of(three_groups, figure, table)
        assert set(found) == {"warning", "critical"}
        for severity, groups, count in [("warning", "broken, odd", 2), ("critical", "broken", 1)]:
            verdict = found[severity]
            assert verdict["suite"] == suite
            assert not verdict["is_success"]
            assert not verdict["has_raised"]
            assert verdict["unexpected_groups"] == groups
            assert verdict["unexpected_count"] == count
            # A group without a value is not judged.
            assert verdict["judged_count"] == 3
            assert verdict["unexpected_rate"] == pytest.approx(count / 3)
            assert (verdict["observed_value"], verdict["observed_group"]) == (0.9, "broken")


def test_every_figure_can_pass(judged):
    # 0.2 is the limit itself.
    verdicts = judged(figures=[(figure, table, "fine", 0.2) for _, table, figure in FIGURES])
    for _, table, figure in FIGURES:
        for verdict in verdicts_of(verdicts, figure, table).values():
            assert verdict["is_success"]
            assert (verdict["judged_count"], verdict["unexpected_count"]) == (1, 0)
            assert verdict["unexpected_groups"] is None
            assert verdict["observed_value"] == 0.2


def test_nothing_to_judge_is_no_failure_and_every_row_has_a_key_of_its_own(judged):
    verdicts = judged()
    assert {verdict["run_id"] for verdict in verdicts} == {"now"}
    key = ("suite", "expectation", "table_name", "column_name", "severity")
    keys = {tuple(verdict[part] for part in key) for verdict in verdicts}
    assert len(keys) == len(verdicts)
    assert all(verdict["description"] and verdict["threshold"] for verdict in verdicts)
    assert [verdict for verdict in verdicts if not verdict["is_success"]] == []
    assert {verdict["judged_count"] for verdict in verdicts} == {0}
    assert {verdict["unexpected_rate"] for verdict in verdicts} == {None}


def test_a_figure_without_limit_is_not_judged(judged):
    verdicts = judged(
        figures=[("days_old", "int_quality__sources_dated", "web", 9000)],
        limits={"days_old": [None, None]},
        suites=[freshness_suite],
    )
    assert verdicts_of(verdicts, "days_old", "int_quality__sources_dated") == {}


def test_files_that_are_not_read_and_files_without_rows_are_named(judged):
    verdicts = judged(
        exports=[
            ("web", "visits.csv", True, 5),
            ("web", "none.csv", True, 0),
            ("web", "notes.csv", False, None),
        ],
        suites=[landing_suite],
    )
    table = "int_quality__exports_accounted"
    unread = verdicts_of(verdicts, "files_are_read", table)["warning"]
    assert (unread["is_success"], unread["unexpected_groups"]) == (False, "web notes.csv")
    empty = verdicts_of(verdicts, "files_have_rows", table)["warning"]
    assert (empty["is_success"], empty["unexpected_groups"]) == (False, "web none.csv")
    assert (empty["observed_value"], empty["judged_count"]) == (0, 2)


def test_a_name_with_a_quote_or_a_percent_sign_is_only_a_name(judged):
    name = 'o\'neil 100 %s :x {y} "z".csv'
    verdicts = judged(
        exports=[("web", name, False, 0)],
        figures=[("rejected_rate", "int_quality__exports_accounted", name, 0.9)],
        suites=[landing_suite],
    )
    failed = {v["expectation"]: v["unexpected_groups"] for v in verdicts if not v["is_success"]}
    assert failed["rejected_rate"] == name
    assert failed["files_are_read"] == f"web {name}"
    assert not any(verdict["has_raised"] for verdict in verdicts)
