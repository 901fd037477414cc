"""Salesforce's Nonprofit Success Pack: donations tied to people by opportunity contact roles.

Column names mix styles (stage_name, Role, contact_id); there is no CreatedDate anywhere and no
IsWon: only the stage name "Closed Won" tells. 1 516 of 1 517 opportunities are won, worth
1 739 555. The 1 699 campaign members are undated and "Sent"; 3 499 contact roles tie people to
opportunities, several roles of one person and several people to one opportunity.
"""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

SYSTEM = "salesforce_npsp_1k"
OBJECTS = (
    "Account",
    "Campaign",
    "CampaignMember",
    "Contact",
    "Opportunity",
    "OpportunityContactRole",
    "npe01__OppPayment__c",
)
# Custom objects, and a table whose name only begins like one that is read.
NOT_READ = (
    "Account_rt_mapping.csv",
    "Address__c.csv",
    "Allocation__c.csv",
    "General_Accounting_Unit__c.csv",
    "Partial_Soft_Credit__c.csv",
    "npe03__Recurring_Donation__c.csv",
    "npe4__Relationship__c.csv",
)
WON = 1_516
WON_VALUE = Decimal(1_739_555)
SETTINGS = {"conversion_matching": "contact_roles", "count_unresponded_members": True}

Rows = dict[str, list[dict[str, str]]]


@pytest.fixture(scope="module")
def rows(shared: Path, read_csv: Callable[[Path], list[dict[str, str]]]) -> Rows:
    folder = shared / "data" / SYSTEM
    return {name: read_csv(folder / f"{name}.csv") for name in OBJECTS}


@pytest.fixture(scope="module")
def exports(shared: Path, link_exports: Callable[..., Path]) -> Path:
    """All 14 tables: Account_rt_mapping, soft credits … are objects not read."""
    folder = shared / "data" / SYSTEM
    return link_exports(SYSTEM, {path.name: path for path in folder.glob("*.csv")})


@pytest.fixture(scope="module")
def undated(
    exports: Path, build_project: Callable[..., duckdb.DuckDBPyConnection]
) -> duckdb.DuckDBPyConnection:
    return build_project(exports, SETTINGS)


@pytest.fixture(scope="module")
def dated(
    exports: Path, build_project: Callable[..., duckdb.DuckDBPyConnection]
) -> duckdb.DuckDBPyConnection:
    """Every membership dated 1 January 2016 by a constant, a month before the first close date."""
    mapping: dict[str, Any] = {
        "system": SYSTEM,
        "object": "CampaignMember",
        "entity": "campaign_member",
        "constants": {"created_date": "2016-01-01"},
    }
    return build_project(
        exports,
        SETTINGS | {"export_mappings": [mapping], "lookback_window_days": {"default": 4_000}},
    )


@pytest.fixture(params=["undated", "dated"])
def built(request: pytest.FixtureRequest) -> duckdb.DuckDBPyConnection:
    return request.getfixturevalue(request.param)


def members_by_won_opportunity(rows: Rows) -> dict[str, set[str]]:
    """Campaign members of the people who have a role in each won opportunity, once each.

    Eighteen people were entered twice, under one name: thirteen with one e-mail address, five with
    none and one telephone number.
    """
    person_of = {
        row["id"]: row["Email"].lower() or row["Phone"] or row["id"] for row in rows["Contact"]
    }
    members_of: dict[str, set[str]] = {}
    for member in rows["CampaignMember"]:
        members_of.setdefault(person_of[member["contact_id"]], set()).add(member["id"])
    members: dict[str, set[str]] = {
        opportunity["id"]: set()
        for opportunity in rows["Opportunity"]
        if opportunity["stage_name"] == "Closed Won"
    }
    for role in rows["OpportunityContactRole"]:
        if role["opportunity_id"] in members:
            members[role["opportunity_id"]] |= members_of[person_of[role["contact_id"]]]
    return members


def test_every_row_of_every_file_is_accounted_for(
    built: duckdb.DuckDBPyConnection,
    rows: Rows,
    assert_rows_accounted_for: Callable[..., None],
) -> None:
    assert_rows_accounted_for(
        built, {f"{name}.csv": len(rows[name]) for name in OBJECTS}, not_read=NOT_READ
    )


def test_totals_are_conserved(
    built: duckdb.DuckDBPyConnection,
    rows: Rows,
    assert_conversions_conserved: Callable[..., None],
) -> None:
    amounts = [
        Decimal(row["amount"]) for row in rows["Opportunity"] if row["stage_name"] == "Closed Won"
    ]
    assert (len(amounts), sum(amounts)) == (WON, WON_VALUE)
    assert_conversions_conserved(built, "opportunity_won", WON, WON_VALUE)


def test_undated_members_explain_nothing(undated: duckdb.DuckDBPyConnection) -> None:
    """A touchpoint without a time has no place in a journey: all revenue is (unattributed)."""
    channels = undated.execute(
        """
        select channel, campaign_id, touchpoint_id, sum(attributed_revenue)
        from marts.fct_attribution_credits
        where attribution_model = 'linear' and conversion_type = 'opportunity_won'
        group by channel, campaign_id, touchpoint_id
        """
    ).fetchall()
    assert channels == [("(unattributed)", None, None, WON_VALUE)]
    journeys = undated.execute("select sum(journey_length) from marts.fct_journeys").fetchall()
    assert journeys == [(0,)]


def test_contact_roles_tie_members_to_opportunities(
    dated: duckdb.DuckDBPyConnection,
    rows: Rows,
    journey_pairs: Callable[..., set[tuple[str, str]]],
) -> None:
    """Once dated, a member explains each opportunity in which its person has a role, once.

    1 324 won opportunities have such a person (1 325 with the one that is open); a person with two
    roles in one opportunity does not bring the same touchpoint twice.
    """
    members = members_by_won_opportunity(rows)
    expected = {(opportunity, member) for opportunity in members for member in members[opportunity]}
    assert len(expected) == 5_395
    assert sum(bool(ids) for ids in members.values()) == 1_324
    actual = {
        (opportunity, touchpoint.split("|")[-1])
        for opportunity, touchpoint in journey_pairs(dated, "opportunity_won")
    }
    assert actual == expected


def test_revenue_without_a_known_person_stays_visible(
    dated: duckdb.DuckDBPyConnection, rows: Rows
) -> None:
    """723 818 is explained, and the other 1 015 737 of 192 donations is (unattributed)."""
    members = members_by_won_opportunity(rows)
    amounts = {row["id"]: Decimal(row["amount"]) for row in rows["Opportunity"]}
    unexplained = [amounts[opportunity] for opportunity, ids in members.items() if not ids]
    assert (len(unexplained), sum(unexplained)) == (192, WON_VALUE - 723_818)
    unattributed = dated.execute(
        """
        select attribution_model, sum(credit), sum(attributed_revenue)
        from marts.fct_attribution_credits
        where channel = '(unattributed)' and conversion_type = 'opportunity_won'
            and attribution_model in ('first_touch', 'linear', 'time_decay', 'u_shaped')
        group by attribution_model
        """
    ).fetchall()
    assert sorted(unattributed) == [
        (attribution_model, len(unexplained), sum(unexplained))
        for attribution_model in ("first_touch", "linear", "time_decay", "u_shaped")
    ]


def test_a_payment_that_is_not_marked_paid_is_no_conversion(undated, rows):
    # Every payment has a date, and none is marked paid.
    assert {row["npe01__Paid__c"] for row in rows["npe01__OppPayment__c"]} == {"false"}
    staged = undated.execute(
        "select count(*), sum(payment_amount) from staging.stg_salesforce__payments"
    ).fetchall()
    amounts = [Decimal(row["npe01__Payment_Amount__c"]) for row in rows["npe01__OppPayment__c"]]
    assert staged == [(len(amounts), sum(amounts))]
    paid = undated.execute(
        "select count(*) from marts.fct_conversions where conversion_type = 'payment'"
    ).fetchall()
    assert paid == [(0,)]
