"""Salesforce's Tableau CRM workshop: events tied to opportunities, activity without campaigns.

4 833 opportunities (986 won, worth 69 665 298) and 2 182 events, each on one of them by WhatId;
none of the 2 303 tasks belongs to an opportunity, account or contact of this export (another
organisation's ids), and none may be credited. Booleans are "1" or empty, Account.csv alone has no
BOM, event.csv is in lower case, and 4 413 opportunities close before they were created.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

SYSTEM = "salesforce_tcrm_workshop"
FILES = ("Account.csv", "Lead.csv", "Opportunity.csv", "Task.csv", "event.csv")
WINDOW = {"opportunity_created": 180, "opportunity_won": 365}

Rows = dict[str, list[dict[str, str]]]


@pytest.fixture(scope="module")
def rows(shared: Path, read_csv: Callable[[Path], list[dict[str, str]]]) -> Rows:
    folder = shared / "data" / SYSTEM
    return {name: read_csv(folder / name) for name in FILES}


@pytest.fixture(scope="module")
def built(
    shared: Path,
    link_exports: Callable[..., Path],
    build_project: Callable[..., duckdb.DuckDBPyConnection],
) -> duckdb.DuckDBPyConnection:
    folder = shared / "data" / SYSTEM
    exports = link_exports(SYSTEM, {path.name: path for path in folder.glob("*.csv")})
    return build_project(exports)


def timestamp(value: str) -> datetime:
    """Salesforce's "2023-04-05T12:39:49.000+0000", which is UTC."""
    return datetime.strptime(value, "%Y-%m-%dT%H:%M:%S.%f%z").replace(tzinfo=None)


def conversion_instants(rows: Rows) -> dict[str, dict[str, datetime]]:
    """Conversion type -> native id -> instant; a close date counts at the end of its day."""
    last_instant = timedelta(days=1, microseconds=-1)
    return {
        "opportunity_created": {
            row["Id"]: timestamp(row["CreatedDate"]) for row in rows["Opportunity.csv"]
        },
        "opportunity_won": {
            row["Id"]: datetime.fromisoformat(row["CloseDate"]) + last_instant
            for row in rows["Opportunity.csv"]
            if row["IsWon"] == "1"
        },
    }


def eligible_events(rows: Rows, conversion_type: str) -> set[tuple[str, str]]:
    """Pairs of conversion and event of the same account within the window, from the raw files."""
    account_of = {row["Id"]: row["AccountId"] for row in rows["Opportunity.csv"]}
    events: dict[str, list[tuple[str, datetime]]] = {}
    for row in rows["event.csv"]:
        event = (row["Id"], timestamp(row["StartDateTime"]))
        events.setdefault(account_of[row["WhatId"]], []).append(event)
    window = timedelta(days=WINDOW[conversion_type])
    return {
        (opportunity, event)
        for opportunity, converted_at in conversion_instants(rows)[conversion_type].items()
        for event, touched_at in events.get(account_of[opportunity], [])
        if converted_at - window <= touched_at <= converted_at
    }


def test_every_row_of_every_file_is_accounted_for(
    built: duckdb.DuckDBPyConnection,
    rows: Rows,
    assert_rows_accounted_for: Callable[..., None],
) -> None:
    assert_rows_accounted_for(
        built, {name: len(rows[name]) for name in FILES}, not_read=["User.csv", "case.csv"]
    )


@pytest.mark.parametrize(
    ("conversion_type", "conversions", "value"),
    [
        ("opportunity_won", 986, Decimal(69_665_298)),
        ("opportunity_created", 4_833, Decimal(438_099_578)),
    ],
)
def test_totals_are_conserved(
    built: duckdb.DuckDBPyConnection,
    rows: Rows,
    assert_conversions_conserved: Callable[..., None],
    conversion_type: str,
    conversions: int,
    value: Decimal,
) -> None:
    instants = conversion_instants(rows)[conversion_type]
    amounts = [Decimal(row["Amount"]) for row in rows["Opportunity.csv"] if row["Id"] in instants]
    assert (len(amounts), sum(amounts)) == (conversions, value)
    assert_conversions_conserved(built, conversion_type, conversions, value)


def test_every_lead_is_a_conversion(built: duckdb.DuckDBPyConnection, rows: Rows) -> None:
    """Two of the 294 leads are converted, into contacts that this export does not hold."""
    leads = built.execute(
        "select count(*) from marts.fct_conversions where conversion_type = 'lead_created'"
    ).fetchall()
    assert leads == [(len(rows["Lead.csv"]),)]


@pytest.mark.parametrize("conversion_type", ["opportunity_won", "opportunity_created"])
def test_events_explain_the_opportunities_of_their_account(
    built: duckdb.DuckDBPyConnection,
    rows: Rows,
    journey_pairs: Callable[..., set[tuple[str, str]]],
    conversion_type: str,
) -> None:
    """Events alone, from their start: the tasks, of strangers to this export, explain nothing.

    28 pairs on 18 of the 986 won opportunities: most events come after the close date.
    """
    expected = eligible_events(rows, conversion_type)
    if conversion_type == "opportunity_won":
        assert (len(expected), len({pair[0] for pair in expected})) == (28, 18)
    actual = {
        (opportunity, touchpoint.split("|")[-1])
        for opportunity, touchpoint in journey_pairs(built, conversion_type)
    }
    assert actual == expected
