"""HubSpot: the sample in its three shapes, built once, and the loader's real schema.

The story: Mara Voss (contact 501, into whom 502 was merged) and Jonas Keel (503) of Birch Logistics
read, come to a webinar and meet sales; their deal 7001 is won for 48,000 USD. Whatever else lies in
the sample is a trap: its comment beside the expected number says which.
"""

import json
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

PROJECT = Path(__file__).resolve().parents[2]
SAMPLE = PROJECT / "seeds/adapter_exports/hubspot"
REAL = PROJECT.parent / "shared/data/fivetran_seeds/dbt_hubspot"
DELETED = "deleted in the source system"
REPEATED = "an earlier row has this key"
MISSING = "required value is missing"

# File -> rows in it, and why some of them are rejected.
ROWS = {
    "campaigns.json": (1, {}),
    "company.csv": (4, {DELETED: 1}),
    "contact.csv": (3, {DELETED: 1}),
    "contact_list.csv": (1, {}),
    "contact_list_member.csv": (2, {DELETED: 1}),
    "contact_merge_audit.csv": (1, {}),
    "contact_property_history.csv": (6, {}),
    "contacts_2.json": (2, {DELETED: 1}),
    # A page of the API repeated.
    "contacts_form_submissions.jsonl": (4, {REPEATED: 1}),
    "deal_pipelines.json": (1, {}),
    # A stage without the time it was entered.
    "deal_stage.csv": (4, {MISSING: 1}),
    "deals.json": (3, {DELETED: 1}),
    "email_campaign.csv": (1, {}),
    # An event without a time.
    "email_events.jsonl": (10, {MISSING: 1}),
    "engagement.csv": (6, {}),
    "engagement_call.csv": (2, {}),
    "engagement_contact.csv": (6, {}),
    "engagement_deal.csv": (2, {}),
    "engagement_meeting.csv": (2, {}),
    "engagement_task.csv": (1, {}),
    "form.csv": (2, {}),
    # Contact 501 stands in the loader's table, too.
    "hubspot-crm-exports-all-contacts-2024-07-01.csv": (2, {REPEATED: 1}),
    "marketing_emails.json": (1, {}),
}

# As the user interface exports deals and contacts without the flags of a deal.
SHEETS = {
    "hubspot-crm-exports-all-deals-2024-07-01.csv": """\
Record ID,Deal Name,Deal Stage,Pipeline,Close Date,Amount,Create Date,\
Associated Company IDs (Primary),Date entered Closed Won (Sales Pipeline)
1,New,Closed Won (Sales Pipeline),Sales Pipeline,2024-05-20,1000,2024-05-01,51,2024-05-20 09:59
2,Other,Contract Sent (Sales Pipeline),Sales Pipeline,2024-08-20,700,2024-05-01,51,
""",
    "hubspot-crm-exports-all-contacts-2024-07-01.csv": """\
Record ID,Email,Create Date,Associated Company IDs (Primary)
11,ida@freemail.example,2024-04-01 09:00,51
""",
}

EVENT = "hubspot|0e442bf1-26be-3f07-8b50-5c02724ad8"
FORM = "hubspot|c0a1e7f0-0000-4000-8000-00000000000"
# The journey of deal 7001, in order.
JOURNEY = [
    (f"{FORM}1", "2024-02-20 13:00"),  # form of 502, who became 501
    ("hubspot|first_visit|501", "2024-03-01 08:15"),
    (f"{EVENT}04", "2024-03-04 10:02"),  # open; a robot's open at 09:00:04 is none
    (f"{EVENT}05", "2024-03-04 10:03"),  # click; the event it replaces is none
    ("hubspot|latest_visit|501", "2024-03-05 16:28"),
    (f"{FORM}2", "2024-03-05 16:30"),
    ("hubspot|first_visit|503", "2024-03-20 12:00"),
    ("hubspot|activity|8002:501", "2024-04-02 14:00"),  # nobody took call 8001 the day before
    ("hubspot|activity|8003:501", "2024-04-10 09:00"),
    ("hubspot|activity|8003:503", "2024-04-10 09:00"),
    ("hubspot|activity|8005:503", "2024-04-15 11:30"),  # done before it was due
]


@pytest.fixture(scope="module")
def real_files() -> dict[str, Path]:
    """Table -> the loader's real schema; none where the real inputs are not here."""
    return {path.name.removesuffix("_data.csv"): path for path in REAL.glob("*_data.csv")}


@pytest.fixture(scope="module")
def built(
    real_files: dict[str, Path],
    build_beside_real: Callable[..., duckdb.DuckDBPyConnection],
) -> duckdb.DuckDBPyConnection:
    """The sample, the real schema and the sheets are three source systems of one build."""

    return build_beside_real(SAMPLE, real_files, SHEETS)


def test_a_sheet_s_deal_has_its_stage_and_its_company(built: duckdb.DuckDBPyConnection) -> None:
    deals = built.execute(
        """
        select opportunity_id, stage_name, is_won, account_id
        from intermediate.int_crm__opportunities_unioned
        where source_system = 'hubspot_sheets' order by all
        """
    ).fetchall()
    company = "hubspot_sheets|51"
    assert deals == [
        ("hubspot_sheets|1", "Closed Won", True, company),
        ("hubspot_sheets|2", "Contract Sent", False, company),
    ]
    changes = built.execute(
        """
        select opportunity_id, entered_at from intermediate.int_crm__stage_changes_unioned
        where source_system = 'hubspot_sheets'
        """
    ).fetchall()
    assert changes == [("hubspot_sheets|1", datetime(2024, 5, 20, 9, 59))]
    persons = built.execute(
        "select account_id from marts.dim_persons where source_system = 'hubspot_sheets'"
    ).fetchall()
    assert persons == [(company,)]


def records(name: str) -> int:
    """Count the records of a sample file without the project."""
    path = SAMPLE / name
    if path.suffix == ".json":
        return len(json.loads(path.read_text())["results"])
    return len(path.read_text().splitlines()) - (path.suffix == ".csv")


def test_every_row_is_staged_or_rejected_with_its_reason(
    built: duckdb.DuckDBPyConnection,
    rows_by_file: Callable[..., dict[str, tuple[int | None, ...]]],
    rejections_by_file: Callable[..., dict[str, dict[str, int]]],
) -> None:
    assert {path.name for path in SAMPLE.iterdir()} == set(ROWS)
    assert {name: records(name) for name in ROWS} == {
        name: rows for name, (rows, _) in ROWS.items()
    }
    assert rows_by_file(built, "hubspot") == {
        name: (rows, rows - sum(reasons.values()), sum(reasons.values()))
        for name, (rows, reasons) in ROWS.items()
    }
    assert rejections_by_file(built, "hubspot") == {
        name: reasons for name, (_, reasons) in ROWS.items() if reasons
    }


def test_the_deal_is_explained_by_both_people_and_the_merged_record(
    built: duckdb.DuckDBPyConnection, journey_pairs: Callable[..., set[tuple[str, str]]]
) -> None:
    pairs = journey_pairs(built, "opportunity_won")
    assert {pair for pair in pairs if pair[1].startswith("hubspot|")} == {
        ("7001", touchpoint) for touchpoint, _ in JOURNEY
    }
    dated = built.execute("select touchpoint_id, touched_at from marts.fct_touchpoints").fetchall()
    expected = {touchpoint: datetime.fromisoformat(at) for touchpoint, at in JOURNEY}
    assert {touchpoint: at for touchpoint, at in dated if touchpoint in expected} == expected


def test_credits_of_the_won_deal(built: duckdb.DuckDBPyConnection) -> None:
    """Eleven touchpoints, linear: 4 sales, 1 organic search, 2 + 1 e-mail, …; first: the form.

    48,000 / 11 = 4,363.636…; the channels of the eleven are worked from the journey above.
    """
    first = built.execute(
        """
        select touchpoint_id, attributed_revenue
        from marts.fct_attribution_credits
        where attribution_model = 'first_touch' and conversion_type = 'opportunity_won'
            and split_part(conversion_id, '|', 2) = 'hubspot'
        """
    ).fetchall()
    assert first == [(f"{FORM}1", Decimal("48000"))]
    linear = built.execute(
        """
        select channel, count(*), sum(attributed_revenue)
        from marts.fct_attribution_credits
        where attribution_model = 'linear' and conversion_type = 'opportunity_won'
            and split_part(conversion_id, '|', 2) = 'hubspot'
        group by channel
        """
    ).fetchall()
    assert {channel: count for channel, count, _ in linear} == {
        "Paid Search": 1,  # google / cpc of the first form
        "Organic Search": 1,
        "Email": 3,  # open, click, and the visit that HubSpot gives to e-mail
        "Paid Social": 2,  # linkedin / paid-social of the second form, and the first visit of 503
        "Sales": 4,
    }
    assert sum(revenue for *_, revenue in linear) == Decimal("48000")


def test_what_was_sent_or_planned_never_counts(built: duckdb.DuckDBPyConnection) -> None:
    excluded = built.execute(
        """
        select touchpoint_type, count(*) from marts.fct_touchpoints
        where touchpoint_type in ('email_sent', 'sales_planned')
            and starts_with(touchpoint_id, 'hubspot|')
        group by all
        """
    ).fetchall()
    # Two mails; call 8001 and meeting 8004.
    assert dict(excluded) == {"email_sent": 2, "sales_planned": 2}
    credited = built.execute(
        """
        select count(*) from marts.fct_attribution_credits
        where touchpoint_type in ('email_sent', 'sales_planned')
        """
    ).fetchall()
    assert credited == [(0,)]


def test_stages_are_named_and_the_history_is_kept(built: duckdb.DuckDBPyConnection) -> None:
    """Rows that the loader marks as inactive are the history; deal 7002 has its date columns."""
    changes = built.execute(
        """
        select opportunity_id, stage_name, strftime(entered_at, '%Y-%m-%d %H:%M')
        from intermediate.int_crm__stage_changes_unioned where source_system = 'hubspot'
        order by entered_at
        """
    ).fetchall()
    assert changes == [
        ("hubspot|7001", "Appointment Scheduled", "2024-04-11 10:00"),
        ("hubspot|7002", "Appointment Scheduled", "2024-05-02 09:00"),
        ("hubspot|7001", "Contract Sent", "2024-05-06 09:00"),
        ("hubspot|7001", "Closed Won", "2024-06-20 14:00"),
    ]
    lost = built.execute(
        """
        select stage_name, is_closed, is_won from intermediate.int_crm__opportunities_unioned
        where opportunity_id = 'hubspot|7002'
        """
    ).fetchall()
    assert lost == [("No budget this year", True, False)]


def test_an_email_campaign_stands_below_its_marketing_campaign(
    built: duckdb.DuckDBPyConnection,
) -> None:
    campaigns = built.execute(
        """
        select campaign_name, parent_campaign_id, actual_cost, budgeted_cost
        from intermediate.int_crm__campaigns_unioned where source_system = 'hubspot'
        order by campaign_name
        """
    ).fetchall()
    assert campaigns == [
        (
            "Spring webinar invitation",
            "hubspot|4b1b5c0e-7f0a-4a4e-9d53-0c8f3e1d2a11",
            None,
            None,
        ),
        ("Spring webinar series", None, Decimal("10432.50"), Decimal("12000")),
    ]


# Tables of the loader that are read; of each a row is rejected when the loader marks it deleted.
READ = (
    "company contact contact_form_submission contact_list contact_list_member contact_merge_audit "
    "contact_property_history deal deal_company deal_contact deal_pipeline deal_pipeline_stage "
    "deal_property_history deal_stage email_campaign email_event email_event_click engagement "
    "engagement_call engagement_company engagement_contact engagement_deal engagement_email "
    "engagement_meeting engagement_task form"
).split()


def test_the_real_schema_of_a_loader_goes_through_row_for_row(
    shared: Path,
    real_files: dict[str, Path],
    built: duckdb.DuckDBPyConnection,
    read_csv: Callable[[Path], list[dict[str, str]]],
    rows_by_file: Callable[..., dict[str, tuple[int | None, ...]]],
) -> None:
    expected: dict[str, tuple[int | None, ...]] = {}
    for name, path in real_files.items():
        if name not in READ:
            expected[f"{name}.csv"] = (None, None, None)
            continue
        rows = read_csv(path)
        deleted = sum(
            row.get(flag, "").lower() == "true"
            for row in rows
            for flag in ("is_deleted", "_fivetran_deleted")
        )
        expected[f"{name}.csv"] = (len(rows), len(rows) - deleted, deleted)
    assert len(expected) > len(READ) == sum(None not in counts for counts in expected.values())
    assert rows_by_file(built, "hubspot_real") == expected
