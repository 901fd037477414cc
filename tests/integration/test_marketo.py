"""Marketo: the sample in a loader's shape with a page of the API, and the loader's real schema.

The story: Lena Faber (lead 2001, into whom 2002 was merged) and Omar Haddad (2003) of Quarzwerk are
invited to a webinar (program 1001), she attends, and deal D-1 is won for 90,000.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

PROJECT = Path(__file__).resolve().parents[2]
SAMPLE = PROJECT / "seeds/adapter_exports/marketo"
REAL = PROJECT.parent / "shared/data/fivetran_seeds/dbt_marketo"
DELETED = "deleted in the source system"
MISSING = "required value is missing"

# File -> rows in it, and why some of them are rejected.
ROWS = {
    "activities_2.json": (3, {}),
    "activity_change_data_value.csv": (2, {}),
    # A status without the id of its activity.
    "activity_change_status_in_progression.csv": (5, {MISSING: 1}),
    "activity_click_email.csv": (1, {}),
    "activity_fill_out_form.csv": (1, {}),
    "activity_merge_leads.csv": (1, {}),
    "activity_open_email.csv": (2, {}),
    "activity_send_email.csv": (2, {}),
    "activity_visit_webpage.csv": (4, {}),
    "campaign.csv": (3, {}),
    "company.csv": (2, {}),
    "lead.csv": (4, {DELETED: 1}),
    "opportunity.csv": (2, {}),
    "opportunity_role.csv": (3, {}),
    "program.csv": (3, {DELETED: 1}),
    # "about 300" is no amount.
    "program_cost.csv": (3, {"cannot be read as decimal": 1}),
}
NOT_READ = "activity_email_delivered.csv"

# The journey of deal D-1: every touchpoint that counts.
JOURNEY = {
    "marketo|58840001",  # 2002, who became 2001; two more pages within 30 minutes each
    "marketo|58840004",  # the same, 31 minutes later
    "marketo|58850012",  # open; a robot's two seconds after the sending is none
    "marketo|58850021",  # click, which stands in the page of the API, too
    "marketo|58850031",  # form
    "marketo|campaign_member|1001:2001",  # attended
    "marketo|58880001",  # 2003 opened the other program's mail; from the API alone
}


@pytest.fixture(scope="module")
def real_files() -> dict[str, Path]:
    """Table -> the loader's real schema; none where the real inputs are not here."""
    return {
        path.name.removeprefix("marketo_").removesuffix("_data.csv"): path
        for path in REAL.glob("*_data.csv")
    }


@pytest.fixture(scope="module")
def built(
    real_files: dict[str, Path],
    build_beside_real: Callable[[Path, dict[str, Path]], duckdb.DuckDBPyConnection],
) -> duckdb.DuckDBPyConnection:
    """The sample and the real schema are two source systems of one build."""
    return build_beside_real(SAMPLE, real_files)


def test_every_row_is_staged_or_rejected_with_its_reason(
    built: duckdb.DuckDBPyConnection,
    rows_by_file: Callable[..., dict[str, tuple[int | None, ...]]],
    rejections_by_file: Callable[..., dict[str, dict[str, int]]],
) -> None:
    assert {path.name for path in SAMPLE.iterdir()} == {*ROWS, NOT_READ}
    lines = {
        path.name: len(path.read_text(encoding="utf-8-sig").splitlines()) - 1
        for path in SAMPLE.glob("*.csv")
        if path.name != NOT_READ
    }
    assert lines == {name: rows for name, (rows, _) in ROWS.items() if name.endswith(".csv")}
    expected = {
        name: (rows, rows - sum(reasons.values()), sum(reasons.values()))
        for name, (rows, reasons) in ROWS.items()
    }
    assert rows_by_file(built, "marketo") == {**expected, NOT_READ: (None, None, None)}
    assert rejections_by_file(built, "marketo") == {
        name: reasons for name, (_, reasons) in ROWS.items() if reasons
    }


def test_the_deal_is_explained_by_both_leads_and_the_merged_one(
    built: duckdb.DuckDBPyConnection, journey_pairs: Callable[..., set[tuple[str, str]]]
) -> None:
    assert journey_pairs(built, "opportunity_won") == {("D-1", touch) for touch in JOURNEY}


def test_credits_of_the_won_deal(built: duckdb.DuckDBPyConnection) -> None:
    """Of seven touchpoints three belong to program 1001: open, click and attendance.

    First: the page of 2002. Linear: 90,000 x 3 / 7 = 38,571.43 to the program, to the cent; one
    cent more or less is what makes seven equal parts of 90,000 add up.
    """
    first = built.execute(
        """
        select touchpoint_id, attributed_revenue, channel
        from marts.fct_attribution_credits
        where attribution_model = 'first_touch' and conversion_type = 'opportunity_won'
            and split_part(conversion_id, '|', 2) = 'marketo'
        """
    ).fetchall()
    assert first == [("marketo|58840001", Decimal("90000"), "Paid Search")]
    linear = dict(
        built.execute(
            """
            select campaign_id, sum(attributed_revenue) from marts.fct_attribution_credits
            where attribution_model = 'linear' and conversion_type = 'opportunity_won'
            and split_part(conversion_id, '|', 2) = 'marketo'
            group by campaign_id
            """
        ).fetchall()
    )
    assert sum(linear.values()) == Decimal("90000")
    exact = Decimal(90000) * 3 / 7
    assert abs(linear["marketo|1001"] - exact) <= Decimal("0.03")
    assert abs(linear["marketo|1002"] - Decimal(90000) / 7) <= Decimal("0.01")


def test_a_smart_campaign_is_not_the_program_of_its_number(
    built: duckdb.DuckDBPyConnection,
) -> None:
    """Smart campaign 1001 stands in no program, while program 1001 is the webinar."""
    campaigns = built.execute(
        """
        select campaign_id, campaign_name from intermediate.int_crm__campaigns_unioned
        where source_system = 'marketo'
        """
    ).fetchall()
    assert dict(campaigns) == {
        "marketo|1001": "Crushing costs webinar",
        "marketo|1002": "Spring offer",
        "marketo|smart_campaign:1001": "Score web pages",
    }


def test_costs_of_programs_are_spend(built: duckdb.DuckDBPyConnection) -> None:
    spend = built.execute(
        "select campaign_id, spend_date, spend_amount from intermediate.int_crm__spend_unioned"
    ).fetchall()
    assert sorted(spend) == [
        ("marketo|1001", date(2024, 1, 1), Decimal("1500")),
        ("marketo|1001", date(2024, 2, 1), Decimal("2500")),
    ]


# Tables of the loader that are read.
READ = {
    "activity_change_data_value",
    "activity_click_email",
    "activity_merge_leads",
    "activity_open_email",
    "activity_send_email",
    "campaign",
    "lead",
    "program",
}


def test_the_real_schema_of_a_loader_goes_through_row_for_row(
    shared: Path,
    real_files: dict[str, Path],
    built: duckdb.DuckDBPyConnection,
    read_csv: Callable[[Path], list[dict[str, str]]],
    rows_by_file: Callable[..., dict[str, tuple[int | None, ...]]],
) -> None:
    """No row of these files is deleted or lacks anything: all 900 and more are staged."""
    expected = {}
    for name, path in real_files.items():
        rows = len(read_csv(path)) if name in READ else None
        expected[f"{name}.csv"] = (rows, rows, None if rows is None else 0)
    assert set(real_files) > READ
    assert rows_by_file(built, "marketo_real") == expected
