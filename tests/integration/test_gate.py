"""The quality gate in whole builds: it passes, stops a build that lost its rows, and remembers."""

import csv
import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

PARSED_WITH = {"data_driven_attribution": False}
# Neither the gate nor its limits are read while parsing.
VARIABLES = {**PARSED_WITH, "quality_gate": True}
# The gate, what it reads, and the credits; the tests of all of these are run elsewhere.
GATE = {
    "select": ["+rpt_data_quality", "+fct_attribution_credits"],
    "exclude": ["resource_type:test"],
    "parsed_with": PARSED_WITH,
}
GATE_TESTS = {
    "select": ["assert_no_critical_expectation_failed", "assert_no_expectation_raised"],
    "parsed_with": PARSED_WITH,
}
START = datetime.datetime(2025, 1, 6)
CHANNELS = ["Email", "Paid Search", "Referral", "Direct"]


def write_shop(folder: Path, *, touchpoints: int, undated: int) -> Path:
    """Exports of a shop: touchpoints an hour apart of 100 people, and 120 orders 90 days on."""
    files = {
        "touchpoints": [
            ["touchpoint_id", "person_id", "touched_at", "channel"],
            *(
                [
                    f"t{number}",
                    f"p{number % 100}",
                    "" if number < undated else START + datetime.timedelta(hours=number),
                    CHANNELS[number % 4],
                ]
                for number in range(touchpoints)
            ),
        ],
        "conversions": [
            ["conversion_id", "person_id", "conversion_type", "converted_at", "conversion_value"],
            *(
                # Nobody ever saw the last 20 of these 120 people.
                [f"o{number}", f"p{number}", "order", START + datetime.timedelta(days=30), 10]
                for number in range(120)
            ),
        ],
    }
    (folder / "shop").mkdir(parents=True)
    for name, rows in files.items():
        with (folder / "shop" / f"{name}.csv").open("w", newline="") as file:
            csv.writer(file).writerows(rows)
    return folder


@pytest.fixture(scope="module")
def sound(tmp_path_factory) -> Path:
    return write_shop(tmp_path_factory.mktemp("sound"), touchpoints=400, undated=4)


@pytest.fixture(scope="module")
def broken(tmp_path_factory) -> Path:
    return write_shop(tmp_path_factory.mktemp("broken"), touchpoints=150, undated=90)


def verdicts(workspace: Any, where: str = "is_latest_run") -> dict[tuple[str, ...], tuple]:
    """{(expectation, table, severity): (success, observed value, groups that are not expected)}."""
    with workspace.connect() as connection:
        rows = connection.execute(
            f"""
            select expectation, table_name, severity, is_success, observed_value, unexpected_groups
            from marts.rpt_data_quality where {where}
            """
        ).fetchall()
    found = {row[:3]: row[3:] for row in rows}
    assert len(found) == len(rows)
    return found


@pytest.fixture(scope="module")
def shop(open_workspace: Callable[..., Any], sound: Path) -> Any:
    workspace = open_workspace()
    workspace.build(sound, VARIABLES, **GATE)
    workspace.build(sound, VARIABLES, **GATE_TESTS)
    return workspace


@pytest.fixture(scope="module")
def first(shop) -> dict[tuple[str, ...], tuple]:
    return verdicts(shop)


def test_a_sound_export_passes_with_figures_that_can_be_counted_by_hand(first):
    assert {key: value for key, value in first.items() if not value[0]} == {}
    touchpoints = "int_journeys__touchpoints_enriched"
    conversions = "int_journeys__conversions_valued"
    observed = {key[:2]: value[1] for key, value in first.items() if key[2] == "warning"}
    assert observed["undated_rate", touchpoints] == 4 / 400
    # 4 channels in turn; 100 people in turn.
    assert observed["one_channel_rate", touchpoints] == 100 / 400
    assert observed["one_person_rate", touchpoints] == 4 / 400
    # 120 orders of 10 each.
    assert observed["one_conversion_rate", conversions] == 10 / 1200
    # 396 touchpoints with a time, 4 to 399 hours after midnight: 16 whole days and the hours from 4
    # to 15 of one of them, so that an hour of the day has 16 or 17 of them.
    assert observed["one_hour_rate", touchpoints] == 17 / 396
    assert observed["rejected_rate", "int_quality__exports_accounted"] == 0
    # The first build has nothing to be compared with.
    assert observed["volume_fall_rate", "int_quality__volumes_recorded"] is None


def test_the_unattributed_share_is_the_one_that_the_marts_report(shop):
    with shop.connect() as connection:
        reported = connection.execute(
            """
            select
                attribution_model || ' of ' || conversion_type,
                count(*) filter (where touchpoint_id is null) / count(distinct conversion_id)
            from marts.fct_attribution_credits
            group by all
            """
        ).fetchall()
        measured = connection.execute(
            """
            select group_value, figure_value from intermediate.int_quality__figures_unioned
            where figure = 'unattributed_rate'
            """
        ).fetchall()
    rates = dict(measured)
    # Orders have no lead and no opportunity: models that look for their creation are not judged.
    unjudged = {group for group, rate in rates.items() if rate is None}
    assert unjudged == {"lead_creation_touch of order", "opportunity_creation_touch of order"}
    assert {group: dict(reported)[group] for group in unjudged} == dict.fromkeys(unjudged, 1)
    assert rates == pytest.approx({**dict(reported), **dict.fromkeys(unjudged)})
    # 20 of 120 people have no touchpoint.
    assert rates["linear of order"] == pytest.approx(20 / 120)


def test_volumes_are_those_of_the_files(shop):
    with shop.connect() as connection:
        volumes = connection.execute(
            """
            select table_name, group_value, row_count
            from intermediate.int_quality__volumes_recorded
            """
        ).fetchall()
    rows = {(table, group): count for table, group, count in volumes}
    assert rows["int_journeys__touchpoints_enriched", "shop"] == 400
    assert rows["int_journeys__conversions_valued", "order"] == 120
    # 100 of the 120 people were seen within 90 days before they ordered.
    assert rows["int_journeys__journeys_summarised", "order"] == 100


def failed_tests(workspace: Any, exports: Path) -> list[str]:
    outcome = workspace.invoke(exports, VARIABLES, **GATE_TESTS)
    assert outcome.result is not None, workspace.errors
    return [result.node.name for result in outcome.result.results if result.status == "fail"]


@pytest.fixture(scope="module")
def after_loss(shop, first, broken) -> None:
    """A build after most touchpoints, and most of their dates, were lost."""
    shop.build(broken, VARIABLES, **GATE)


def test_a_loss_fails_the_build_and_is_named(shop, broken, after_loss):
    assert failed_tests(shop, broken) == ["assert_no_critical_expectation_failed"]
    found = verdicts(shop)
    fall = found["volume_fall_rate", "int_quality__volumes_recorded", "critical"]
    # 150 of 400 touchpoints are left, in the file and behind it: 250 / 400 are lost. Of the 100
    # people with a journey, 60 dated touchpoints leave 60: a fall of 0.4.
    assert fall[:2] == (False, 250 / 400)
    assert "int_journeys__touchpoints_enriched shop" in fall[2]
    assert "journeys_summarised" not in fall[2]
    undated = found["undated_rate", "int_journeys__touchpoints_enriched", "critical"]
    assert undated == (False, 90 / 150, "shop")


def test_former_builds_stay_in_the_report(shop, first, after_loss):
    assert verdicts(shop, "not is_latest_run") == first


def test_a_loss_that_is_accepted_passes(shop, broken, after_loss):
    accepted = {"quality_volume_fall_rate": [0.1, 1], "quality_undated_rate": [0.05, 0.6]}
    # Its inputs stand as they were built.
    again = ["int_quality__run_identified+", "int_quality__limits_listed"]
    variables = {**VARIABLES, **accepted}
    shop.build(broken, variables, select=again, exclude=GATE["exclude"], parsed_with=PARSED_WITH)
    assert failed_tests(shop, broken) == []
    found = verdicts(shop)
    # The standard is the first build still: the one that failed is none.
    fall = found["volume_fall_rate", "int_quality__volumes_recorded", "warning"]
    assert fall[:2] == (False, 250 / 400)
    assert found["volume_fall_rate", "int_quality__volumes_recorded", "critical"][0]


def test_an_expectation_that_raised_fails_the_build(shop, broken, after_loss):
    with duckdb.connect(str(shop.database)) as connection:
        connection.execute(
            """
            update marts.rpt_data_quality
            set has_raised = true, is_success = false, exception_message = 'no such column'
            where is_latest_run and expectation = 'future_rate' and severity = 'warning'
            """
        )
    assert failed_tests(shop, broken) == ["assert_no_expectation_raised"]


def test_a_gate_that_is_off_judges_nothing_and_forgets_nothing(shop, broken, after_loss):
    with shop.connect() as connection:
        before = connection.execute("select count(*) from marts.rpt_data_quality").fetchall()
    off = {**VARIABLES, "quality_gate": False}
    shop.build(broken, off, select=["int_quality__run_identified+"], parsed_with=PARSED_WITH)
    assert verdicts(shop) == {}
    with shop.connect() as connection:
        after = connection.execute("select count(*) from marts.rpt_data_quality").fetchall()
        figures = connection.execute(
            "select count(*) from intermediate.int_quality__figures_unioned"
        ).fetchall()
    assert after == before
    assert figures == [(0,)]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("quality_gate", "no"),
        ("quality_minimum_rows", 0),
        ("quality_minimum_rows", 1.5),
        ("quality_undated_rate", 0.5),
        ("quality_undated_rate", [0.5]),
        ("quality_undated_rate", [0.5, 0.1]),
        ("quality_undated_rate", [-1, None]),
        ("quality_undated_rate", [None, "0.5"]),
    ],
)
def test_a_variable_that_is_not_allowed_is_named(shop, sound, name, value):
    outcome = shop.invoke(
        sound,
        {**VARIABLES, name: value},
        select=["int_quality__run_identified"],
        parsed_with=PARSED_WITH,
    )
    assert not outcome.success
    assert f"variable {name}: '{value}' is not allowed" in shop.errors
