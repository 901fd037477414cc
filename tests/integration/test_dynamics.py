"""Dynamics 365: the shipped sample, answers of the Web API beside tables of a loader and a sheet.

The sample (seeds/adapter_exports/dynamics) is one story. Ann Reed answers a webinar and becomes a
lead an hour later, then a contact with an opportunity; her colleague Cy Dunn clicks the mailing
after the webinar, answers at a fair and meets us; the opportunity is won on 20 May.
"""

from decimal import Decimal

import duckdb
import pytest

AMOUNT = Decimal("90000.00")  # actualvalue; 85 000 was expected


def native(number: int) -> str:
    """GUID of a record of the sample."""
    return f"7d3c1a00-5b2e-4f6a-9c10-{number:012x}"


# In the order of time: webinar on 10 February, mailing on 20 February, call on 1 March, e-mail on
# 5 March, fair on 20 March, meeting on 2 April.
TOUCHPOINTS = [
    f"dynamics|campaign_member|{native(0x51)}",
    f"dynamics|{native(0x92)}",
    f"dynamics|activity|{native(0x81)}",
    f"dynamics|activity|{native(0x91)}",
    f"dynamics|campaign_member|{native(0x52)}",
    f"dynamics|activity|{native(0xA1)}",
]


@pytest.fixture(scope="module")
def sample(crm_samples: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """The build that holds it, as source system dynamics."""
    return crm_samples


def test_every_row_is_staged_or_rejected(sample: duckdb.DuckDBPyConnection) -> None:
    """One contact is there in two versions, one was deleted."""
    ingestion = sample.execute(
        """
        select file_name, entity, rows_in, rows_staged, rows_rejected
        from marts.rpt_ingestion
        where source_system = 'dynamics'
        """
    ).fetchall()
    assert {row[0]: row[1:] for row in ingestion} == {
        "Accounts.csv": ("account", 2, 2, 0),
        "OptionsetMetadata.csv": ("option_label", 4, 4, 0),
        "activityparty.csv": ("activity_party", 6, 6, 0),
        "appointment.csv": ("appointment", 1, 1, 0),
        "campaignactivity.csv": ("campaign_activity", 1, 1, 0),
        "campaignitem.csv": ("campaign_item", 1, 1, 0),
        "campaignresponse.csv": ("campaign_response", 5, 5, 0),
        "campaigns.json": ("campaign", 2, 2, 0),
        "connection.csv": ("connection", 2, 2, 0),
        "contact.csv": ("contact", 4, 2, 2),
        "email.csv": ("email", 2, 2, 0),
        "leads.json": ("lead", 3, 3, 0),
        "listmember.csv": ("list_member", 2, 2, 0),
        "opportunities.json": ("opportunity", 2, 2, 0),
        "phonecall.csv": ("phone_call", 2, 2, 0),
        "transactioncurrency.csv": ("transaction_currency", 1, 1, 0),
    }
    rejected = sample.execute(
        "select file_name, row_number, reason from staging.stg_exports__rejected_rows "
        "where source_system = 'dynamics' order by all"
    ).fetchall()
    assert rejected == [
        ("contact.csv", 1, "a later version of this record is in the export"),
        ("contact.csv", 4, "deleted in the source system"),
    ]


def test_responses_are_members_or_reported_and_never_both(
    sample: duckdb.DuckDBPyConnection,
) -> None:
    """Five responses: three members; one of nobody known, one cancelled. Two were on a list."""
    members = sample.execute(
        """
        select split_part(campaign_member_id, '|', 2)[:36], person_record_id, member_status,
            has_responded
        from intermediate.int_dynamics__campaign_members_conformed
        order by campaign_member_id
        """
    ).fetchall()
    assert members == [
        (native(0x51), f"dynamics|{native(0x11)}", "Interested", True),
        (native(0x52), f"dynamics|{native(0x22)}", "Interested", True),
        (native(0x53), f"dynamics|{native(0x12)}", "Not Interested", False),
        (native(0x72), f"dynamics|{native(0x21)}", "On Marketing List", False),
        (native(0x73), f"dynamics|{native(0x12)}", "On Marketing List", False),
    ]
    unmatched = sample.execute(
        "select entity, row_number, unmatched_reason from marts.rpt_unmatched_rows "
        "where source_system = 'dynamics' order by all"
    ).fetchall()
    assert unmatched == [
        ("campaign_response", 4, "no such name"),
        ("campaign_response", 5, "void"),
    ]


def test_opportunities_and_campaigns_are_labelled(sample: duckdb.DuckDBPyConnection) -> None:
    opportunities = sample.execute(
        """
        select split_part(opportunity_id, '|', 2), stage_name, currency_code, amount, is_closed,
            is_won
        from intermediate.int_crm__opportunities_unioned
        where source_system = 'dynamics'
        order by opportunity_id
        """
    ).fetchall()
    assert opportunities == [
        (native(0x41), "Won", "USD", AMOUNT, True, True),
        (native(0x42), "Canceled", "USD", Decimal("12000"), True, False),
    ]
    campaigns = sample.execute(
        "select campaign_name, campaign_type, actual_cost "
        "from intermediate.int_crm__campaigns_unioned where source_system = 'dynamics' "
        "order by campaign_id"
    ).fetchall()
    assert campaigns == [
        ("Spring webinar", "Webinar", Decimal("4200.50")),
        ("Expo 2024", "Event", Decimal("20000")),
    ]


def test_the_won_opportunity_has_its_six_touchpoints(sample: duckdb.DuckDBPyConnection) -> None:
    """Linear gives a sixth to each: 90 000 / 6 = 15 000. First touch gives all to the webinar."""
    won = f"opportunity_won|dynamics|{native(0x41)}"
    journey = sample.execute(
        """
        select touchpoint_id, touchpoint_type
        from marts.fct_journey_touchpoints
        inner join marts.fct_journeys using (conversion_key)
        where conversion_id = $won
        order by touchpoint_position
        """,
        {"won": won},
    ).fetchall()
    types = [
        *("campaign_response", "email_click", "sales_call"),
        *("sales_email", "campaign_response", "sales_meeting"),
    ]
    assert journey == list(zip(TOUCHPOINTS, types, strict=True))
    shares = sample.execute(
        """
        select attribution_model, touchpoint_id, attributed_revenue
        from marts.fct_attribution_credits
        where conversion_id = $won and attribution_model in ('first_touch', 'linear')
            and credit > 0
        order by all
        """,
        {"won": won},
    ).fetchall()
    assert shares == [
        ("first_touch", TOUCHPOINTS[0], AMOUNT),
        *[("linear", touchpoint, AMOUNT / 6) for touchpoint in sorted(TOUCHPOINTS)],
    ]


def test_the_webinar_made_the_lead(sample: duckdb.DuckDBPyConnection) -> None:
    """The lead came at 16:00, an hour after the response; the merged one is no second lead."""
    leads = sample.execute(
        "select split_part(conversion_id, '|', 3) from marts.fct_conversions "
        "where conversion_id like 'lead_created|dynamics|%' order by all"
    ).fetchall()
    assert leads == [(native(0x11),), (native(0x12),)]
    journeys = sample.execute(
        """
        select split_part(conversion_id, '|', 3), touchpoint_id
        from marts.fct_journey_touchpoints
        inner join marts.fct_journeys using (conversion_key)
        where conversion_id like 'lead_created|dynamics|%'
        """
    ).fetchall()
    assert journeys == [(native(0x11), TOUCHPOINTS[0])]
