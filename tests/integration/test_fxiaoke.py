"""Fxiaoke (ShareCRM): the shipped sample, records of the API beside sheets with Chinese labels.

The sample (seeds/adapter_exports/fxiaoke) is one story. Wang Xiaoming visits a page, signs up for a
broadcast, becomes a lead by that and, after it, a contact with an opportunity; sales calls and
visits; his colleague Zhao Jing meets us at a fair; the opportunity is won on 31 May. Times are
those of Shanghai, 8 hours before UTC.
"""

from decimal import Decimal

import duckdb
import pytest

AMOUNT = Decimal("252000.00")


def native(number: int) -> str:
    """Id of a record of the sample."""
    return f"65e0a1b2c3d4e5f60000{number:04x}"


# In the order of time: page on 28 February, form on 1 March, broadcast on 6 March, call on 2 April,
# visit on 10 April, fair on 18 April.
TOUCHPOINTS = [
    f"fxiaoke|{native(0x71)}",
    f"fxiaoke|{native(0x72)}",
    f"fxiaoke|campaign_member|{native(0x11)}",
    f"fxiaoke|activity|{native(0x61)}",
    f"fxiaoke|activity|{native(0x62)}",
    f"fxiaoke|campaign_member|{native(0x12)}",
]


@pytest.fixture(scope="module")
def sample(crm_samples: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """The build that holds it, as source system fxiaoke."""
    return crm_samples


def test_every_row_is_staged_or_rejected(sample: duckdb.DuckDBPyConnection) -> None:
    """A member was deleted; a contact has no id."""
    ingestion = sample.execute(
        """
        select file_name, entity, rows_in, rows_staged, rows_rejected
        from marts.rpt_ingestion
        where source_system = 'fxiaoke'
        """
    ).fetchall()
    assert {row[0]: row[1:] for row in ingestion} == {
        "AccountObj.json": ("account", 2, 2, 0),
        "ActiveRecordObj.json": ("active_record", 2, 2, 0),
        "BehaviorRecordObj.jsonl": ("behavior_record", 3, 3, 0),
        "CampaignMembersObj.json": ("campaign_member", 5, 4, 1),
        "LeadsObj.json": ("lead", 3, 3, 0),
        "MarketingEventObj.json": ("marketing_event", 3, 3, 0),
        "NewOpportunityContactsObj.json": ("new_opportunity_contact", 2, 2, 0),
        "NewOpportunityObj.json": ("new_opportunity", 3, 3, 0),
        "field_options.json": ("field_option", 16, 16, 0),
        "联系人.csv": ("contact", 4, 3, 1),
        "旧商机.csv": ("opportunity", 2, 2, 0),
        "销售订单.csv": ("sales_order", 2, 2, 0),
        "回款.csv": ("payment", 1, 1, 0),
        "退款.csv": ("refund", 1, 1, 0),
        "商机阶段变更记录.csv": ("opportunity_stage_change", 3, 3, 0),
    }
    rejected = sample.execute(
        "select file_name, row_number, column_name, reason "
        "from staging.stg_exports__rejected_rows where source_system = 'fxiaoke' order by all"
    ).fetchall()
    assert rejected == [
        ("CampaignMembersObj.json", 5, "is_deleted", "deleted in the source system"),
        ("联系人.csv", 4, "_id", "required value is missing"),
    ]


def test_encodings_are_detected(sample: duckdb.DuckDBPyConnection) -> None:
    """Three sheets were written in GBK, which GB18030 reads, three in UTF-8 with a mark."""
    encodings = sample.execute(
        "select file_name, encoding from landing.files "
        "where source_system = 'fxiaoke' and file_format = 'csv'"
    ).fetchall()
    assert dict(encodings) == {
        **dict.fromkeys(["联系人.csv", "旧商机.csv", "退款.csv"], "gb18030"),
        **dict.fromkeys(["销售订单.csv", "回款.csv", "商机阶段变更记录.csv"], "utf-8-sig"),
    }


def test_rows_that_take_no_part_are_listed(sample: duckdb.DuckDBPyConnection) -> None:
    """Void records, a draw that is no touchpoint, the stage of a deal that nobody has."""
    unmatched = sample.execute(
        "select entity, row_number, unmatched_reason from marts.rpt_unmatched_rows "
        "where source_system = 'fxiaoke' order by all"
    ).fetchall()
    assert unmatched == [
        ("behavior_record", 3, "unknown behaviour"),
        ("campaign_member", 4, "void"),
        ("contact", 3, "void"),
        ("marketing_event", 3, "void"),
        ("new_opportunity", 3, "void"),
        ("opportunity_stage_change", 3, "no such deal"),
        ("sales_order", 2, "void"),
    ]


def test_opportunities_of_both_objects(sample: duckdb.DuckDBPyConnection) -> None:
    """Money in strings and with commas; days end in Shanghai at 15:59:59 UTC."""
    opportunities = sample.execute(
        """
        select opportunity_id, stage_name, amount, is_closed, is_won,
            strftime(closed_at, '%Y-%m-%d %H:%M:%S')
        from intermediate.int_crm__opportunities_unioned
        where source_system = 'fxiaoke'
        order by opportunity_id
        """
    ).fetchall()
    assert opportunities == [
        (f"fxiaoke|{native(0x41)}", "赢单", AMOUNT, True, True, "2024-05-31 15:59:59"),
        (
            *(f"fxiaoke|{native(0x42)}", "方案演示", Decimal("30000"), False, False),
            "2024-09-30 15:59:59",
        ),
        (
            *(f"fxiaoke|{native(0x44)}", "赢单", Decimal("88000"), True, True),
            "2024-04-20 09:30:00",
        ),
        (
            *(f"fxiaoke|{native(0x45)}", "初步接触", Decimal("5000"), False, False),
            "2024-08-30 15:59:59",
        ),
    ]


def test_the_won_opportunity_has_its_six_touchpoints(sample: duckdb.DuckDBPyConnection) -> None:
    """Linear gives a sixth to each: 252 000 / 6 = 42 000. First touch gives all to the page."""
    won = f"opportunity_won|fxiaoke|{native(0x41)}"
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
        *("web_visit", "form_submission", "campaign_response"),
        *("sales_call", "sales_meeting", "campaign_response"),
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


def test_the_sign_up_made_the_lead(sample: duckdb.DuckDBPyConnection) -> None:
    """Page and form came before the lead of 1 March, 10:00; what followed did not.

    The lead that was collected into the first is no second one.
    """
    leads = sample.execute(
        "select conversion_id from marts.fct_conversions "
        "where conversion_id like 'lead_created|fxiaoke|%' order by all"
    ).fetchall()
    assert leads == [
        (f"lead_created|fxiaoke|{native(0x21)}",),
        (f"lead_created|fxiaoke|{native(0x22)}",),
    ]
    journeys = sample.execute(
        """
        select conversion_id, touchpoint_id
        from marts.fct_journey_touchpoints
        inner join marts.fct_journeys using (conversion_key)
        where conversion_id like 'lead_created|fxiaoke|%'
        order by touchpoint_position
        """
    ).fetchall()
    assert journeys == [(leads[0][0], touchpoint) for touchpoint in TOUCHPOINTS[:2]]


def test_orders_payments_and_refunds(sample: duckdb.DuckDBPyConnection) -> None:
    """The sheets name account, opportunity and order by name or number."""
    money = sample.execute(
        """
        select 'order', order_id, opportunity_id, order_amount
        from intermediate.int_fxiaoke__orders_conformed
        union all
        select 'payment', payment_id, order_id, payment_amount
        from intermediate.int_fxiaoke__payments_conformed
        union all
        select 'refund', refund_id, order_id, refund_amount
        from intermediate.int_fxiaoke__refunds_conformed
        """
    ).fetchall()
    order = f"fxiaoke|{native(0x81)}"
    assert sorted(money) == [
        ("order", order, f"fxiaoke|{native(0x41)}", AMOUNT),
        ("payment", f"fxiaoke|{native(0x91)}", order, Decimal("126000")),
        ("refund", f"fxiaoke|{native(0x95)}", order, Decimal("6000")),
    ]


def test_chinese_types_reach_the_channel_rules(sample: duckdb.DuckDBPyConnection) -> None:
    campaigns = sample.execute(
        "select campaign_name, campaign_type, actual_cost, strftime(started_on, '%Y-%m-%d') "
        "from intermediate.int_crm__campaigns_unioned where source_system = 'fxiaoke' "
        "order by campaign_id"
    ).fetchall()
    assert campaigns == [
        ("春季产品线上发布会", "Webinar", Decimal("10500.50"), "2024-03-06"),
        ("上海工业展", "Trade Show", Decimal("78000"), "2024-04-16"),
    ]
