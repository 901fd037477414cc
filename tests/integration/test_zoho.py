"""Zoho CRM: the shipped sample, other naming modes, and records as Airbyte writes them.

The sample (seeds/adapter_exports/zoho) is one story in the shapes in which Zoho's data really come:
workspace sheets with labels, sheets of the user interface with `zcrm_` ids, an API answer, and a
stream of an Airbyte connector. Ada Brook answers a webinar, becomes a lead the next morning, and a
contact with a deal in May; a colleague meets us at a fair; the deal is won on 30 June. Local times
are read as those of the build's zone, 8 hours before UTC.
"""

from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

WON = "opportunity_won|zoho|4970762000000500001"
AMOUNT = Decimal("1117100.00")  # "$1,117.10K"
ADA_AT_THE_WEBINAR = "zoho|campaign_member|Campaign_Lead_Status.csv:1"
DORA_AT_THE_FAIR = "zoho|campaign_member|Campaign_Lead_Status.csv:7"
CALL = "zoho|activity|4970762000000600001"
MEETING = "zoho|activity|4970762000000610001"


@pytest.fixture(scope="module")
def sample(crm_samples: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """The build that holds it, as source system zoho."""
    return crm_samples


def test_every_row_is_staged_or_rejected(sample: duckdb.DuckDBPyConnection) -> None:
    """Rows as counted in the files by eye; one campaign and one deal are there twice."""
    ingestion = sample.execute(
        """
        select file_name, entity, rows_in, rows_staged, rows_rejected
        from marts.rpt_ingestion
        where source_system = 'zoho'
        order by file_name
        """
    ).fetchall()
    assert ingestion == [
        ("Accounts.csv", "account", 2, 2, 0),
        ("Calls.csv", "call", 2, 2, 0),
        ("Campaign_Lead_Status.csv", "campaign_member", 8, 8, 0),
        ("Campaigns.csv", "campaign", 5, 4, 1),
        ("Contacts.csv", "contact", 4, 4, 0),
        ("Events.csv", "event", 1, 1, 0),
        ("Invoices.csv", "invoice", 2, 2, 0),
        ("Leads.json", "lead", 5, 4, 1),
        ("Potentials.csv", "deal", 5, 3, 2),
        ("Sales_Orders.csv", "sales_order", 2, 2, 0),
        ("Stage_History.csv", "deal_stage_history", 4, 4, 0),
        # Records in Airbyte's envelope are those of the stream that they name.
        (
            *(
                "incremental_activities_zoho_crm_stream.jsonl/incremental_activities_zoho_crm_stream",
            ),
            *("activity", 3, 3, 0),
        ),
    ]


def test_rejected_rows_say_why(sample: duckdb.DuckDBPyConnection) -> None:
    rejected = sample.execute(
        """
        select file_name, row_number, column_name, reason
        from staging.stg_exports__rejected_rows
        where source_system = 'zoho'
        order by all
        """
    ).fetchall()
    assert rejected == [
        ("Campaigns.csv", 5, "id", "an earlier row has this key"),
        ("Leads.json", 5, "id", "required value is missing"),
        ("Potentials.csv", 4, "id", "an earlier row has this key"),
        ("Potentials.csv", 5, "stage", "required value is missing"),
    ]


def test_members_by_name_are_matched_or_reported_and_never_both(
    sample: duckdb.DuckDBPyConnection,
) -> None:
    """Eight rows: three members, five with a reason. Two people are called Kim Lee."""
    members = sample.execute(
        """
        select campaign_member_id, campaign_id, person_record_id, has_responded
        from intermediate.int_zoho__campaign_members_conformed
        where source_system = 'zoho'
        order by campaign_member_id
        """
    ).fetchall()
    assert members == [
        (
            *("zoho|Campaign_Lead_Status.csv:1", "zoho|4970762000000100001"),
            *("zoho|4970762000000200001", True),
        ),
        (
            *("zoho|Campaign_Lead_Status.csv:2", "zoho|4970762000000100001"),
            *("zoho|4970762000000200002", False),
        ),
        (
            *("zoho|Campaign_Lead_Status.csv:7", "zoho|4970762000000100002"),
            *("zoho|4970762000000300003", True),
        ),
    ]
    unmatched = sample.execute(
        """
        select entity, row_number, unmatched_reason
        from marts.rpt_unmatched_rows
        where source_system = 'zoho'
        order by all
        """
    ).fetchall()
    assert unmatched == [
        ("campaign_member", 3, "several people"),
        ("campaign_member", 4, "no such name"),
        ("campaign_member", 5, "several campaigns"),
        ("campaign_member", 6, "no such campaign"),
        ("campaign_member", 8, "no name"),
        ("deal_stage_history", 4, "no such deal"),
    ]


def test_money_and_times_of_sheets_are_read(sample: duckdb.DuckDBPyConnection) -> None:
    deals = sample.execute(
        """
        select split_part(opportunity_id, '|', 2)[-6:], account_id[-6:], person_record_id[-6:],
            primary_campaign_id[-6:], amount, is_won, strftime(created_at, '%Y-%m-%d %H:%M')
        from intermediate.int_crm__opportunities_unioned
        where source_system = 'zoho'
        order by 1
        """
    ).fetchall()
    assert deals == [
        # Ada is both a lead (200001) and a contact (300001): any of the two will do.
        *[("500001", "400001", "200001", "100001", AMOUNT, True, "2021-05-20 02:00")],
        # Older than its lead of 5 March.
        *[("500002", "400002", "200003", None, Decimal("22700"), False, "2021-03-01 03:00")],
        # Two people are called Kim Lee, two campaigns Newsletter.
        *[("500003", "400002", None, None, None, False, "2021-06-02 08:00")],
    ]
    costs = sample.execute(
        """
        select campaign_name, budgeted_cost, actual_cost
        from intermediate.int_crm__campaigns_unioned
        where source_system = 'zoho' and budgeted_cost is not null
        order by 1
        """
    ).fetchall()
    assert costs == [
        ("Spring Webinar 2021", Decimal("1500"), Decimal("1200")),
        ("Trade Fair Basel", Decimal("22700"), Decimal("24050.50")),
    ]


def test_the_won_deal_has_its_four_touchpoints(sample: duckdb.DuckDBPyConnection) -> None:
    """In time: webinar on 15 April, call on 25 May, fair on 2 June, meeting on 10 June.

    The missed call does not count. First touch gives all to the webinar, linear a quarter to each:
    1 117 100 / 4 = 279 275.
    """
    journey = sample.execute(
        """
        select touchpoint_id
        from marts.fct_journey_touchpoints
        inner join marts.fct_journeys using (conversion_key)
        where conversion_id = $won
        order by touchpoint_position
        """,
        {"won": WON},
    ).fetchall()
    assert [row[0] for row in journey] == [ADA_AT_THE_WEBINAR, CALL, DORA_AT_THE_FAIR, MEETING]
    shares = sample.execute(
        """
        select attribution_model, touchpoint_id, attributed_revenue
        from marts.fct_attribution_credits
        where conversion_id = $won and attribution_model in ('first_touch', 'linear')
            and credit > 0
        order by all
        """,
        {"won": WON},
    ).fetchall()
    quarter = AMOUNT / 4
    assert shares == [
        ("first_touch", ADA_AT_THE_WEBINAR, AMOUNT),
        *[
            ("linear", touchpoint, quarter)
            for touchpoint in sorted([CALL, MEETING, ADA_AT_THE_WEBINAR, DORA_AT_THE_FAIR])
        ],
    ]


def test_lead_and_contact_are_one_person_whose_webinar_made_the_lead(
    sample: duckdb.DuckDBPyConnection,
) -> None:
    """The lead came on 16 April, 08:00 UTC, the day after the webinar of 15 April."""
    journeys = sample.execute(
        """
        select conversion_id, touchpoint_id
        from marts.fct_journey_touchpoints
        inner join marts.fct_journeys using (conversion_key)
        where conversion_id like 'lead_created|zoho|%'
        """
    ).fetchall()
    assert journeys == [("lead_created|zoho|4970762000000200001", ADA_AT_THE_WEBINAR)]
    persons = sample.execute(
        """
        select count(distinct person_id)
        from intermediate.int_identity__persons_resolved
        where node_id in ('zoho|4970762000000200001', 'zoho|4970762000000300001')
        """
    )
    assert persons.fetchall() == [(1,)]


def test_orders_and_paid_invoices(sample: duckdb.DuckDBPyConnection) -> None:
    """One order is cancelled; of two invoices one is paid, on 15 July."""
    orders = sample.execute(
        "select order_id[-6:], opportunity_id[-6:], order_amount, is_cancelled "
        "from intermediate.int_zoho__orders_conformed where source_system = 'zoho' order by 1"
    ).fetchall()
    assert orders == [
        ("700001", "500001", AMOUNT, False),
        ("700002", None, Decimal("80.50"), True),
    ]
    payments = sample.execute(
        "select payment_id[-6:], order_id[-6:], payment_amount, strftime(paid_at, '%Y-%m-%d') "
        "from intermediate.int_zoho__payments_conformed where source_system = 'zoho'"
    ).fetchall()
    assert payments == [("800001", "700001", Decimal("500000"), "2021-07-15")]
    # Both are invoiced. 500 and 617.10 thousand are for the order of the crane, a deal that is won.
    invoices = sample.execute(
        """
        select conversion_id[-6:], settled_conversion_id, conversion_value, is_invoiced
        from marts.fct_conversions
        where conversion_type = 'invoice' and source_system = 'zoho' order by 1
        """
    ).fetchall()
    assert invoices == [
        ("800001", "opportunity_won|zoho|4970762000000500001", Decimal("500000"), True),
        ("800002", "opportunity_won|zoho|4970762000000500001", Decimal("617100"), True),
    ]


def test_lookups_of_the_api_are_read_as_ids(sample: duckdb.DuckDBPyConnection) -> None:
    """The contact is known by its id although no contact is exported, and by no name."""
    deals = sample.execute(
        """
        select opportunity_id, account_id, person_record_id, primary_campaign_id, amount, is_won
        from intermediate.int_crm__opportunities_unioned
        where source_system = 'zoho_api'
        """
    ).fetchall()
    assert deals == [
        (
            *("zoho_api|4970762000000500009", "zoho_api|4970762000000400009"),
            *("zoho_api|4970762000000300009", "zoho_api|4970762000000809055"),
            *(Decimal("22700.50"), True),
        )
    ]
    members = sample.execute(
        "select campaign_id, person_record_id, has_responded "
        "from intermediate.int_crm__campaign_members_unioned where source_system = 'zoho_api'"
    ).fetchall()
    assert members == [("zoho_api|4970762000000809055", "zoho_api|4970762000000200009", False)]


def test_real_airbyte_records_go_through(sample: duckdb.DuckDBPyConnection, shared: Path) -> None:
    """One file of three streams: a campaign, a lead, a task in progress about a deal."""
    ingestion = sample.execute(
        "select entity, rows_in, rows_staged from marts.rpt_ingestion "
        "where source_system = 'zoho_airbyte' order by entity"
    ).fetchall()
    assert ingestion == [("activity", 1, 1), ("campaign", 1, 1), ("lead", 1, 1)]
    activities = sample.execute(
        "select activity_id, person_record_id, touchpoint_type, "
        "strftime(touched_at, '%Y-%m-%d') from intermediate.int_crm__activities_unioned "
        "where source_system = 'zoho_airbyte'"
    ).fetchall()
    # Due_Date 2021-08-05; Who_Id is an object.
    assert activities == [
        (
            *("zoho_airbyte|4970762000000335490", "zoho_airbyte|4970762000000335189"),
            *("sales_planned", "2021-08-05"),
        )
    ]
    campaigns = sample.execute(
        "select campaign_name, actual_cost, budgeted_cost, strftime(created_time, '%H:%M') "
        "from landing_zoho.campaign where source_system = 'zoho_airbyte'"
    ).fetchall()
    # Created 10:43:26+02:00.
    assert campaigns == [("Easter 2022", Decimal("200"), Decimal("300"), "08:43")]


def test_no_name_of_a_person_is_kept(sample: duckdb.DuckDBPyConnection) -> None:
    """Full names, last names and addresses are tokens of 64 hexadecimal digits or nothing."""
    for model in ("stg_zoho__leads", "stg_zoho__contacts", "stg_zoho__campaign_members"):
        for column in ("full_name_hash", "last_name_hash", "email_hash"):
            found = sample.execute(
                f"select count(*) from staging.{model} "
                f"where not regexp_full_match({column}, '[0-9a-f]{{64}}')"
            ).fetchall()
            assert found == [(0,)], (model, column)
