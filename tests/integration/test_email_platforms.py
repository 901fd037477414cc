"""Klaviyo, Mailchimp and Iterable: the samples, which tell of one person, and real-schema tables.

Noor is in all three under one address, is written to in March 2024 and orders on 3 April for 80
pounds, which only Klaviyo knows. The marts are in pounds.
"""

from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

PROJECT = Path(__file__).resolve().parents[2]
PLATFORMS = ("klaviyo", "mailchimp", "iterable")

DELETED = "deleted in the source system"
LATER = "a later version of this record is in the export"
REPEATED = "an earlier row has this key"
# File -> rows and the reasons of those that are rejected; counted by eye in the samples.
SAMPLE_ROWS = {
    "klaviyo/person.csv": (2, [DELETED]),
    "klaviyo/campaign.csv": (1, []),
    "klaviyo/flow.csv": (1, []),
    "klaviyo/metric.csv": (2, []),
    "klaviyo/event.csv": (7, [REPEATED]),
    "mailchimp/member.csv": (1, []),
    "mailchimp/campaign.csv": (1, []),
    "mailchimp/automation.csv": (1, []),
    "mailchimp/automation_email.csv": (1, []),
    "mailchimp/campaign_recipient.csv": (1, []),
    "mailchimp/campaign_recipient_activity.csv": (2, []),
    "mailchimp/automation_recipient.csv": (1, []),
    "mailchimp/automation_recipient_activity.csv": (1, []),
    "iterable/user_history.csv": (2, [LATER]),
    "iterable/campaign_history.csv": (2, []),
    "iterable/channel.csv": (1, []),
    "iterable/message_type.csv": (1, []),
    "iterable/event.csv": (5, [REPEATED]),
}
# The responses before the order, in their order: a send is none, a bounce and a subscription are no
# touchpoints at all.
JOURNEY = [
    ("iterable", "push_open", "Mobile Push Notifications", "iterable|2452145"),
    ("iterable", "sms_click", "SMS", "iterable|2452149"),
    ("mailchimp", "email_click", "Email", "mailchimp|71ad2ce945"),
    ("mailchimp", "email_open", "Email", "mailchimp|c2b4c1c0d9"),
    ("klaviyo", "email_open", "Email", "klaviyo|WViD3c"),
    ("klaviyo", "email_click", "Email", "klaviyo|WViD3c"),
    ("klaviyo", "sms_click", "SMS", "klaviyo|X839zt"),
]
# Real-schema table -> columns that make a row of it a record; of its versions one is staged.
REAL_TABLES = {
    "klaviyo": {
        "person": ("id",),
        "campaign": ("id",),
        "flow": ("id",),
        "metric": ("id",),
        "event": ("id",),
    },
    "mailchimp": {
        "member": ("id", "list_id"),
        "campaign": ("id",),
        "campaign_recipient": ("campaign_id", "member_id", "list_id"),
        "campaign_recipient_activity": (),
        "automation": ("id",),
        "automation_email": ("id",),
        "automation_recipient": ("automation_email_id", "member_id", "list_id"),
        "automation_recipient_activity": (),
    },
    "iterable": {
        "user_history": ("email",),
        "campaign_history": ("id",),
        "channel": ("id",),
        "message_type": ("id",),
        "event": ("_fivetran_id", "_fivetran_user_id"),
    },
}


@pytest.fixture(scope="module")
def built(
    tmp_path_factory: pytest.TempPathFactory,
    build_project: Callable[..., duckdb.DuckDBPyConnection],
) -> duckdb.DuckDBPyConnection:
    exports = tmp_path_factory.mktemp("exports")
    for platform in PLATFORMS:
        (exports / platform).symlink_to(PROJECT / "seeds/adapter_exports" / platform)
    variables = {
        "data_driven_attribution": False,
        "reporting_currency": "GBP",
        "default_currency_code": "GBP",
    }
    return build_project(exports, variables)


@pytest.fixture(scope="module")
def real_folder(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real-schema tables under their loader's names."""
    exports = tmp_path_factory.mktemp("exports")
    for system, tables in REAL_TABLES.items():
        (exports / system).mkdir()
        folder = shared / "data/fivetran_seeds" / f"dbt_{system}"
        for table in tables:
            original = folder / f"{table}_data.csv"
            (exports / system / f"{table}.csv").symlink_to(
                original if original.exists() else folder / f"{table}.csv"
            )
    return exports


@pytest.fixture(scope="module")
def real(
    real_folder: Path, build_project: Callable[..., duckdb.DuckDBPyConnection]
) -> duckdb.DuckDBPyConnection:
    return build_project(
        real_folder,
        {"data_driven_attribution": False},
        select=["+rpt_ingestion", "+int_crm__touchpoints_unioned"],
        exclude=["resource_type:test"],
    )


def test_every_row_of_the_samples_is_staged_or_rejected_with_its_reason(
    built: duckdb.DuckDBPyConnection,
    rows_by_file: Callable[..., dict[str, tuple[int | None, ...]]],
    rejections_by_file: Callable[..., dict[str, dict[str, int]]],
) -> None:
    assert rows_by_file(built) == {
        name: (rows, rows - len(reasons), len(reasons))
        for name, (rows, reasons) in SAMPLE_ROWS.items()
    }
    assert rejections_by_file(built) == {
        name: Counter(reasons) for name, (_, reasons) in SAMPLE_ROWS.items() if reasons
    }


def test_the_records_of_three_systems_are_one_person_with_one_journey(
    built: duckdb.DuckDBPyConnection,
) -> None:
    journey = built.execute(
        """
        select touchpoints.source_system, touchpoints.touchpoint_type, touchpoints.channel,
            touchpoints.campaign_id
        from marts.fct_journey_touchpoints as steps
        inner join marts.fct_journeys as journeys using (conversion_key)
        inner join marts.fct_touchpoints as touchpoints
            on steps.touchpoint_id = touchpoints.touchpoint_id
        where journeys.conversion_type = 'order'
        order by steps.touchpoint_position
        """
    ).fetchall()
    assert journey == JOURNEY


def test_the_order_of_klaviyo_is_credited_to_the_ends_of_the_journey(
    built: duckdb.DuckDBPyConnection,
) -> None:
    credited = built.execute(
        """
        select attribution_model, channel, attributed_revenue
        from marts.fct_attribution_credits
        where attribution_model in ('first_touch', 'last_touch') and conversion_type = 'order'
        order by all
        """
    ).fetchall()
    assert credited == [
        ("first_touch", "Mobile Push Notifications", Decimal("80.00")),
        ("last_touch", "SMS", Decimal("80.00")),
    ]


def test_a_send_is_a_touchpoint_that_does_not_count(built: duckdb.DuckDBPyConnection) -> None:
    """A mail of an automation was sent at a time that nothing tells."""
    sends = built.execute(
        """
        select touchpoint_id, touchpoint_type, exclusion_reason, touched_at is null
        from marts.fct_touchpoints
        where touchpoint_type like '%_sent'
        order by all
        """
    ).fetchall()
    assert [row[1:] for row in sends] == [
        ("push_sent", "not_responded", False),
        ("email_sent", "not_responded", False),
        ("email_sent", "undated", True),
        ("email_sent", "not_responded", False),
    ]


def test_a_mailchimp_member_is_kept_as_a_token_alone(built: duckdb.DuckDBPyConnection) -> None:
    """Its id is the MD5 of the address, which anyone who knows the address can compute."""
    members = built.execute(
        "select person_record_id from staging.stg_mailchimp__members"
    ).fetchall()
    assert len(members) == 1
    token = members[0][0].removeprefix("mailchimp|").split(":")[0]
    assert len(token) == 64
    assert "4d1bf0aa67690a2b483771ce00cfb6a7" not in members[0][0]


def test_real_schema_tables_go_through_row_for_row(
    real: duckdb.DuckDBPyConnection,
    real_folder: Path,
    read_csv: Callable[[Path], list[dict[str, str]]],
    rows_by_file: Callable[..., dict[str, tuple[int | None, ...]]],
) -> None:
    """One row per record stays; deleted ones go; tables without a key keep every row."""
    found = rows_by_file(real)
    expected = {}
    for system, tables in REAL_TABLES.items():
        for table, key in tables.items():
            name = f"{system}/{table}.csv"
            rows = read_csv(real_folder / name)
            kept = [row for row in rows if row.get("_fivetran_deleted", "").lower() != "true"]
            staged = len({tuple(row[part] for part in key) for row in kept}) if key else len(kept)
            expected[name] = (len(rows), staged, len(rows) - staged)
    assert found == expected


def test_real_schema_mails_of_mailchimp_are_the_touchpoints_the_raw_files_tell(
    real: duckdb.DuckDBPyConnection,
    real_folder: Path,
    read_csv: Callable[[Path], list[dict[str, str]]],
) -> None:
    expected: dict[str, int] = {"email_sent": 0}
    for table in ("campaign_recipient", "automation_recipient"):
        expected["email_sent"] += len(read_csv(real_folder / f"mailchimp/{table}.csv"))
        for row in read_csv(real_folder / f"mailchimp/{table}_activity.csv"):
            if row["action"] in ("open", "click"):
                kind = f"email_{row['action']}"
                expected[kind] = expected.get(kind, 0) + 1
    found = real.execute(
        """
        select touchpoint_type, count(*)
        from intermediate.int_crm__touchpoints_unioned
        where source_system = 'mailchimp'
        group by all
        """
    ).fetchall()
    assert dict(found) == expected
