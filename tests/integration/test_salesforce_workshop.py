"""Salesforce's Data Cloud workshop: a small REST export with every trap of the format.

Files start with a BOM, booleans are "1" or empty, costs are empty, and two campaigns share a name.
All 68 campaign members are "Sent" and did not respond; CreatedDate is the moment of the load, the
real date of membership stands in the custom column Added_Date__c. Case.csv and Branch__c.csv are
objects that the project does not read: they lie in the folder and must do no harm.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

SYSTEM = "salesforce_data_cloud_workshop"
OBJECTS = ("Account", "Campaign", "CampaignMember", "Contact", "Lead", "Opportunity", "Task")
MEMBERSHIP_DATE = {
    "system": SYSTEM,
    "object": "CampaignMember",
    "entity": "campaign_member",
    "columns": {"created_date": "Added_Date__c"},
}
# Default lookback windows, in days.
WINDOW = {"lead_created": 90, "opportunity_created": 180, "opportunity_won": 365}

Rows = dict[str, list[dict[str, str]]]


@pytest.fixture(scope="module")
def rows(shared: Path, read_csv: Callable[[Path], list[dict[str, str]]]) -> Rows:
    folder = shared / "data" / SYSTEM
    return {name: read_csv(folder / f"{name}.csv") for name in OBJECTS}


@pytest.fixture(scope="module")
def exports(shared: Path, link_exports: Callable[..., Path]) -> Path:
    folder = shared / "data" / SYSTEM
    return link_exports(SYSTEM, {path.name: path for path in folder.glob("*.csv")})


@pytest.fixture(scope="module")
def responded_only(
    exports: Path, build_project: Callable[..., duckdb.DuckDBPyConnection]
) -> duckdb.DuckDBPyConnection:
    return build_project(exports, {"export_mappings": [MEMBERSHIP_DATE]})


@pytest.fixture(scope="module")
def every_member(
    exports: Path, build_project: Callable[..., duckdb.DuckDBPyConnection]
) -> duckdb.DuckDBPyConnection:
    return build_project(
        exports,
        {"export_mappings": [MEMBERSHIP_DATE], "count_unresponded_members": True},
    )


@pytest.fixture(params=["responded_only", "every_member"])
def built(request: pytest.FixtureRequest) -> duckdb.DuckDBPyConnection:
    return request.getfixturevalue(request.param)


def end_of_day(date: str) -> datetime:
    """Last microsecond of a day: when something that has only a date counts."""
    return datetime.fromisoformat(date) + timedelta(days=1, microseconds=-1)


def timestamp(value: str) -> datetime:
    """Salesforce's "2024-01-22T20:36:47.000+0000", which is UTC."""
    return datetime.strptime(value, "%Y-%m-%dT%H:%M:%S.%f%z").replace(tzinfo=None)


def conversion_instants(rows: Rows) -> dict[str, dict[str, datetime]]:
    """Conversion type -> native id -> instant."""
    opportunities = rows["Opportunity"]
    return {
        "lead_created": {lead["Id"]: timestamp(lead["CreatedDate"]) for lead in rows["Lead"]},
        "opportunity_created": {
            opportunity["Id"]: timestamp(opportunity["CreatedDate"])
            for opportunity in opportunities
        },
        "opportunity_won": {
            opportunity["Id"]: end_of_day(opportunity["CloseDate"])
            for opportunity in opportunities
            if opportunity["IsWon"] == "1"
        },
    }


def eligible_members(rows: Rows, conversion_type: str) -> set[tuple[str, str]]:
    """Pairs of conversion and campaign member within the window, worked from the raw files.

    A lead's members explain the lead; the members of an account's contacts explain its
    opportunities. No lead is converted, so a lead's members explain no opportunity.
    """
    account_of_contact = {contact["Id"]: contact["AccountId"] for contact in rows["Contact"]}
    account_of_opportunity = {row["Id"]: row["AccountId"] for row in rows["Opportunity"]}
    window = timedelta(days=WINDOW[conversion_type])
    pairs = set()
    for conversion, converted_at in conversion_instants(rows)[conversion_type].items():
        for member in rows["CampaignMember"]:
            if conversion_type == "lead_created":
                is_matched = member["LeadId"] == conversion
            else:
                account = account_of_contact.get(member["ContactId"])
                is_matched = account == account_of_opportunity[conversion]
            touched_at = end_of_day(member["Added_Date__c"])
            if is_matched and converted_at - window <= touched_at <= converted_at:
                pairs.add((conversion, member["Id"]))
    return pairs


def test_every_row_of_every_file_is_accounted_for(
    built: duckdb.DuckDBPyConnection,
    rows: Rows,
    assert_rows_accounted_for: Callable[..., None],
) -> None:
    """335 rows of people, campaigns and tasks beside 50 opportunities, none with an error."""
    assert_rows_accounted_for(
        built,
        {f"{name}.csv": len(rows[name]) for name in OBJECTS},
        not_read=["Branch__c.csv", "Case.csv"],
    )
    rejected = built.execute("select * from staging.stg_exports__rejected_rows").fetchall()
    assert rejected == []


@pytest.mark.parametrize(
    ("conversion_type", "conversions", "value"),
    [
        # Closed Won with IsWon = "1"; sum of Amount.
        ("opportunity_won", 12, Decimal("10542562.98")),
        # All opportunities, open and lost ones too.
        ("opportunity_created", 50, Decimal("43603545.98")),
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
    amounts = [Decimal(row["Amount"]) for row in rows["Opportunity"] if row["Id"] in instants]
    assert (len(amounts), sum(amounts)) == (conversions, value)
    assert_conversions_conserved(built, conversion_type, conversions, value)


def test_every_lead_is_a_conversion(built: duckdb.DuckDBPyConnection, rows: Rows) -> None:
    leads = built.execute(
        "select count(*) from marts.fct_conversions where conversion_type = 'lead_created'"
    ).fetchall()
    assert leads == [(len(rows["Lead"]),)]


def test_members_who_did_not_respond_do_not_count_by_default(
    responded_only: duckdb.DuckDBPyConnection,
) -> None:
    campaigns = responded_only.execute(
        "select count(*) from marts.fct_attribution_credits where campaign_id is not null"
    ).fetchall()
    assert campaigns == [(0,)]


@pytest.mark.parametrize(
    ("conversion_type", "journeys_touched"),
    # Three won opportunities have one member each in their 365 days; eleven leads joined a
    # campaign in the 90 days before they were created.
    [("opportunity_won", 3), ("lead_created", 11), ("opportunity_created", 6)],
)
def test_members_count_from_the_mapped_date_when_asked_to(
    every_member: duckdb.DuckDBPyConnection,
    rows: Rows,
    journey_pairs: Callable[..., set[tuple[str, str]]],
    conversion_type: str,
    journeys_touched: int,
) -> None:
    """Exactly the members whose Added_Date__c lies in the window, by its local end of day.

    All 75 tasks are "Not Started": plans, which the setting does not make touchpoints of.
    """
    expected = eligible_members(rows, conversion_type)
    assert len({conversion for conversion, _ in expected}) == journeys_touched
    actual = {
        (conversion, touchpoint.split("|")[-1])
        for conversion, touchpoint in journey_pairs(every_member, conversion_type)
    }
    assert actual == expected


def test_campaigns_with_the_same_name_stay_apart(built: duckdb.DuckDBPyConnection) -> None:
    """Two of the eight campaigns are called "Home Loan Special - July 2023", with other dates."""
    campaigns = built.execute(
        """
        select count(*), count(distinct campaign_id), count(distinct campaign_name)
        from marts.dim_campaigns
        where starts_with(campaign_id, $system || '|')
        """,
        {"system": SYSTEM},
    ).fetchall()
    assert campaigns == [(8, 8, 7)]


def test_return_on_unknown_costs_is_unknown(every_member: duckdb.DuckDBPyConnection) -> None:
    """BudgetedCost and ActualCost are empty: a return of 0 or infinity would be an invention."""
    returns = every_member.execute(
        """
        select count(*) > 0, count(return_on_investment), count(return_on_ad_spend)
        from marts.rpt_campaign_performance
        """
    ).fetchall()
    assert returns == [(True, 0, 0)]
