"""What exports may look like: one export in every naming mode and format gives the same marts."""

import gzip
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

Rows = list[dict[str, str]]
NO_TESTS = ["resource_type:test", "resource_type:unit_test"]


def table(text: str) -> Rows:
    """Rows of a table written with blanks between its cells; - is an empty cell."""
    header, *lines = (line.split() for line in text.strip().splitlines())
    cells = [["" if cell == "-" else cell for cell in line] for line in lines]
    return [dict(zip(header, line, strict=True)) for line in cells]


# A lead responds to a webinar, becomes a contact, gets a call and a meeting, and the deal is won.
SALESFORCE = {
    "Campaign": table("""
        Id  Name    Type    ParentId IsActive StartDate  EndDate    ActualCost CreatedDate
        701 Parent  Webinar -        true     2024-01-01 2024-01-31 31.01      2023-12-01T00:00:00Z
        702 Webinar Webinar 701      true     2024-01-01 2024-01-03 -          2023-12-01T00:00:00Z
    """),
    "CampaignMember": table("""
        Id  CampaignId LeadId ContactId HasResponded FirstRespondedDate CreatedDate
        c01 702        q01    -         true         2024-01-02         2024-01-01T09:30:00Z
        c02 702        q01    -         false        -                  2024-01-01T09:30:00Z
        c03 701        -      k01       true         2024-01-20         2024-01-19T09:30:00Z
    """),
    "Lead": table("""
        Id  Status    IsConverted ConvertedContactId ConvertedAccountId CreatedDate
        q01 Qualified true        k01                a01                2024-01-03T00:00:00+01:00
    """),
    "Contact": table("""
        Id  AccountId LeadSource CreatedDate
        k01 a01       Web        2024-01-10T10:00:00Z
    """),
    "Account": table("""
        Id  Name Industry CreatedDate
        a01 Acme Energy   2024-01-10T10:00:00Z
    """),
    "Opportunity": table("""
        Id  AccountId StageName Amount  IsClosed IsWon CloseDate  CampaignId CreatedDate
        006 a01       Won       1200.50 true     true  2024-02-01 702        2024-01-15T12:00:00Z
    """),
    "OpportunityContactRole": table("""
        Id  OpportunityId ContactId Role     IsPrimary
        00k 006           k01       Deciding true
    """),
    "OpportunityHistory": table("""
        Id  OpportunityId StageName Amount CreatedDate
        008 006           Open      1000   2024-01-15T12:00:00Z
    """),
    "Task": table("""
        Id  WhoId WhatId ActivityDate Status    TaskSubtype CreatedDate
        00t k01   006    2024-01-12   Completed Call        2024-01-11T08:00:00Z
    """),
    "Event": table("""
        Id  WhoId WhatId StartDateTime        CreatedDate
        00u k01   a01    2024-01-18T14:00:00Z 2024-01-18T13:00:00Z
    """),
}


def snake(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def label(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", " ", name)


def rename(rows: Rows, naming: Callable[[str], str]) -> Rows:
    return [{naming(column): cell for column, cell in row.items()} for row in rows]


def csv_text(rows: Rows) -> str:
    lines = [",".join(rows[0]), *(",".join(row.values()) for row in rows)]
    return "\n".join(lines) + "\n"


def write_salesforce(folder: Path, naming: Callable[[str], str] = str) -> None:
    folder.mkdir()
    for name, rows in SALESFORCE.items():
        path = folder / f"{naming(name)}.csv"
        path.write_text(csv_text(rename(rows, naming)), encoding="utf-8")


def write_formats(exports: Path) -> None:
    for system in ("salesforce_gz", "salesforce_parquet", "salesforce_jsonl"):
        (exports / system).mkdir()
    for name, rows in SALESFORCE.items():
        text = csv_text(rows)
        with gzip.open(
            exports / "salesforce_gz" / f"{name}.csv.gz", "wt", encoding="utf-8"
        ) as file:
            file.write(text)
        lines = [json.dumps({key: cell or None for key, cell in row.items()}) for row in rows]
        path = exports / "salesforce_jsonl" / f"{name}.jsonl"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        with duckdb.connect() as connection:
            connection.execute("set TimeZone = 'UTC'")
            # Its columns have types of their own: numbers, dates, timestamps with a time zone.
            connection.execute(
                f"copy (from read_csv('{exports}/salesforce_api/{name}.csv')) "
                f"to '{exports}/salesforce_parquet/{name}.parquet'"
            )


def write_tables(database: Path, exports: Path) -> None:
    """What a loader would have written into the warehouse."""
    with duckdb.connect(str(database)) as connection:
        connection.execute("set TimeZone = 'UTC'")
        connection.execute("create schema raw_salesforce")
        for name in SALESFORCE:
            connection.execute(
                f"create table raw_salesforce.{snake(name)} as "
                f"from read_csv('{exports}/salesforce_api/{name}.csv')"
            )


NEUTRAL = {
    # The file of a bicycle shop that knows neither our file nor our column names.
    "sessions/mta.csv": """\
        CUSTOMERID,SESSIONID,TIMESTAMP_TOUCHPOINT,MARKETINGCHANNEL,REVENUE
        u1,s1,2024-03-01 10:00:00,SEO,
        u1,s2,2024-03-02 10:00:00,Display,
        u1,s3,2024-03-03 10:00:00,Affiliates,90.00
        """,
    # One entity in two parts, without ids.
    "parts/touchpoints_1.csv": "person_id,touched_at,channel\np1,2024-03-01T00:00:00Z,Email\n",
    "parts/touchpoints_2.csv": "person_id,touched_at,channel\np1,2024-03-02T00:00:00Z,Social\n",
    "parts/conversions.csv": "person_id,converted_at,conversion_value\np1,2024-03-03,10\n",
    # Nothing but what is needed; no file of persons, campaigns or spend.
    "lean/touchpoints.csv": "person_id,touched_at\nl1,2024-03-01T00:00:00Z\n",
    "lean/conversions.csv": "person_id,converted_at\nl1,2024-03-02T00:00:00Z\n",
    "lean/notes.csv": "title,body\nnot,ours\n",
    "lean/README.md": "Not an export.\n",
    # What macOS leaves beside a file that it copied.
    "lean/._touchpoints.csv": "\0Mac OS X\n",
    ".hidden/touchpoints.csv": "neither,this\n1,2\n",
}

SESSIONS = {"system": "sessions", "object": "mta"}
TIME = "TIMESTAMP_TOUCHPOINT"
# Data-driven weights are learnt from all systems together, so that one system's credit depends on
# the others: here each way in is compared by itself.
RULE_BASED = {"data_driven_attribution": False}
VARIABLES: dict[str, Any] = RULE_BASED | {
    "export_schemas": {"salesforce_tables": "raw_salesforce"},
    "export_mappings": [
        SESSIONS
        | {"entity": "touchpoints"}
        | {"columns": {"person_id": "CUSTOMERID", "touchpoint_id": "SESSIONID", "touched_at": TIME}}
        | {"constants": {"touchpoint_type": "web_visit"}},
        SESSIONS
        | {"entity": "conversions", "where_present": "REVENUE"}
        | {"columns": {"conversion_id": "SESSIONID", "person_id": "CUSTOMERID"}}
        | {"constants": {"conversion_type": "order"}},
    ],
}
VARIABLES["export_mappings"][0]["columns"] |= {"channel": "MARKETINGCHANNEL"}
VARIABLES["export_mappings"][1]["columns"] |= {"converted_at": TIME, "conversion_value": "REVENUE"}


@pytest.fixture(scope="module")
def built(
    open_workspace: Callable[..., Any], write_exports: Callable[..., Path]
) -> Iterator[duckdb.DuckDBPyConnection]:
    exports = write_exports(NEUTRAL)
    write_salesforce(exports / "salesforce_api")
    write_salesforce(exports / "salesforce_snake", snake)
    write_salesforce(exports / "salesforce_lower", str.lower)
    write_salesforce(exports / "salesforce_label", label)
    write_formats(exports)
    workspace = open_workspace()
    write_tables(workspace.database, exports)
    workspace.build(exports, VARIABLES, exclude=NO_TESTS)
    with workspace.connect() as connection:
        connection.execute("create temp table credits as from marts.fct_attribution_credits")
        yield connection


# Marts whose rows name their source system or an id of it; conversion_key is the build's own.
COMPARED = {
    "marts.dim_accounts": "account_id",
    "marts.dim_persons": "person_id",
    "marts.dim_campaigns": "campaign_id",
    "marts.fct_conversions": "conversion_id",
    "marts.fct_journeys": "conversion_id",
    "marts.fct_touchpoints": "touchpoint_id",
    "marts.fct_spend": "spend_id",
    "credits": "conversion_id",
}


def rows_of(built: duckdb.DuckDBPyConnection, mart: str, system: str) -> list[str]:
    """All rows of one system as texts in which the system's name is set aside."""
    rows = built.execute(
        f"""
        select replace(cast(row as varchar), '{system}', 'SYSTEM')
        from (select columns(lambda name: name <> 'conversion_key') from {mart}) as row
        where contains({COMPARED[mart]}, '{system}|')
        order by 1
        """
    ).fetchall()
    return [text for (text,) in rows]


def test_the_compared_export_is_what_it_says(built):
    journey = built.execute(
        """
        select touchpoint_type, touched_at, attributed_revenue
        from credits
        where
            attribution_model = 'linear'
            and conversion_id = 'opportunity_won|salesforce_api|006'
        order by touchpoint_position
        """
    ).fetchall()
    # 1 200.50 in four: 300.125, 600.25, 900.375, 1 200.50, rounded to 300.13, .25, .38, .50.
    assert [(kind, f"{when:%d %H:%M}", str(amount)) for kind, when, amount in journey] == [
        ("campaign_response", "02 23:59", "300.13"),
        ("sales_call", "12 23:59", "300.12"),
        ("sales_meeting", "18 14:00", "300.13"),
        ("campaign_response", "20 23:59", "300.12"),
    ]
    spend = built.execute(
        "select sum(spend_amount), count(*) from marts.fct_spend where campaign_id like '%_api|%'"
    ).fetchall()
    assert [(str(amount), days) for amount, days in spend] == [("31.01", 31)]


@pytest.mark.parametrize("mart", COMPARED)
@pytest.mark.parametrize("other", ["snake", "lower", "label", "gz", "parquet", "jsonl", "tables"])
def test_naming_modes_formats_and_tables_give_equal_marts(built, mart, other):
    expected = rows_of(built, mart, "salesforce_api")
    assert expected
    assert rows_of(built, mart, f"salesforce_{other}") == expected


def linear(built: duckdb.DuckDBPyConnection, conversion_id: str) -> list[tuple[str, ...]]:
    rows = built.execute(
        """
        select touchpoint_id, channel, cast(attributed_revenue as varchar)
        from credits
        where attribution_model = 'linear' and conversion_id = ?
        order by touchpoint_position
        """,
        [conversion_id],
    ).fetchall()
    return [tuple(row) for row in rows]


def test_a_mapped_file_serves_two_entities(built):
    assert linear(built, "order|sessions|s3") == [
        ("sessions|s1", "SEO", "30.00"),
        ("sessions|s2", "Display", "30.00"),
        ("sessions|s3", "Affiliates", "30.00"),
    ]
    counted = built.execute(
        """
        select entity, file_name, rows_in, rows_staged, rows_rejected
        from marts.rpt_ingestion where source_system = 'sessions' order by all
        """
    ).fetchall()
    # Rows without revenue are no conversions and were never counted as such.
    assert counted == [("conversions", "mta.csv", 1, 1, 0), ("touchpoints", "mta.csv", 3, 3, 0)]


def test_parts_of_an_entity_are_read_together(built):
    assert linear(built, "order|parts|conversions.csv:1") == [
        ("parts|touchpoints_1.csv:1", "Email", "5.00"),
        ("parts|touchpoints_2.csv:1", "Social", "5.00"),
    ]


def test_what_an_export_leaves_out_is_null(built):
    assert linear(built, "order|lean|conversions.csv:1") == [
        ("lean|touchpoints.csv:1", "Direct", "0.00")
    ]
    touchpoint = built.execute(
        """
        select touchpoint_type, account_id, campaign_id, source, medium, content, landing_page
        from marts.fct_touchpoints where source_system = 'lean'
        """
    ).fetchall()
    assert touchpoint == [("web_visit", *[None] * 6)]
    value = built.execute(
        "select original_value, conversion_value from marts.fct_conversions "
        "where source_system = 'lean'"
    ).fetchall()
    assert value == [(None, 0)]


def test_a_file_that_is_no_entity_is_reported_as_not_read(built):
    unread = built.execute(
        "select source_system, file_name from marts.rpt_ingestion where not is_read"
    ).fetchall()
    assert unread == [("lean", "notes.csv")]


def test_hidden_files_and_folders_are_no_exports(built):
    files = built.execute(
        "select source_system, file_name from marts.rpt_ingestion "
        "where source_system = 'lean' or starts_with(source_system, '.') order by all"
    ).fetchall()
    assert [name for _, name in files] == ["conversions.csv", "notes.csv", "touchpoints.csv"]


def columns_of_marts(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, ...]]:
    return connection.execute(
        """
        select table_name, column_name, data_type
        from information_schema.columns where table_schema = 'marts' order by all
        """
    ).fetchall()


def test_no_export_at_all_gives_whole_and_empty_marts(built, build_project, write_exports):
    empty = build_project(
        write_exports({"web/README.md": "Nothing yet.\n"}), exclude=["resource_type:unit_test"]
    )
    assert columns_of_marts(empty) == columns_of_marts(built)
    counts = {
        mart: empty.execute(f"select count(*) from marts.{mart}").fetchall()[0][0]
        # Rules and channels stand, used or not.
        for mart in {row[0] for row in columns_of_marts(empty)}
        - {"dim_channels", "rpt_identity_quality"}
    }
    assert {mart: rows for mart, rows in counts.items() if rows} == {}


def test_only_salesforce_builds(built, build_project, tmp_path):
    write_salesforce(tmp_path / "salesforce_api")
    alone = build_project(tmp_path, RULE_BASED, exclude=NO_TESTS)
    assert columns_of_marts(alone) == columns_of_marts(built)
    alone.execute("create temp table credits as from marts.fct_attribution_credits")
    for mart in COMPARED:
        assert rows_of(alone, mart, "salesforce_api") == rows_of(built, mart, "salesforce_api")
