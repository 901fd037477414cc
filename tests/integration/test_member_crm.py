"""A member CRM without an adapter comes in through the neutral contract: the sample of a club shop.

Persons and orders are semicolon-separated with German dates and decimal commas, the rest is plain
CSV. Orders may have no total, name only an address, be cancelled, or come a second time as a
conversion; a refund is written with a minus.
"""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

SAMPLE = Path(__file__).resolve().parents[2] / "seeds" / "adapter_exports" / "members"
# Rows of each file, and how many of them are rejected.
FILES = {
    "campaigns.csv": (1, 0),
    "conversions.csv": (3, 0),
    "coupon_events.csv": (7, 0),
    "coupons.csv": (2, 0),
    "experiment_assignments.csv": (3, 0),
    "invoices.csv": (2, 0),
    "order_lines.csv": (6, 0),
    "orders.csv": (7, 2),
    "partners.csv": (1, 0),
    "payments.csv": (4, 1),
    "person_keys.csv": (2, 0),
    "person_stage_changes.csv": (2, 0),
    "person_tags.csv": (2, 0),
    "persons.csv": (6, 1),
    "plans.csv": (3, 0),
    "referrals.csv": (1, 0),
    "refunds.csv": (1, 0),
    "spend.csv": (1, 0),
    "stores.csv": (2, 0),
    "survey_responses.csv": (4, 0),
    "touchpoints.csv": (4, 0),
}


@pytest.fixture(scope="module")
def built(
    link_exports: Callable[..., Path], build_project: Callable[..., duckdb.DuckDBPyConnection]
) -> duckdb.DuckDBPyConnection:
    exports = link_exports("members", {path.name: path for path in SAMPLE.glob("*.csv")})
    return build_project(exports, {"data_driven_attribution": False})


def test_every_row_is_staged_or_rejected_with_a_reason(built):
    counts = built.execute(
        "select file_name, rows_in, rows_staged, rows_rejected from marts.rpt_ingestion order by 1"
    ).fetchall()
    assert counts == [
        (name, rows, rows - rejected, rejected) for name, (rows, rejected) in FILES.items()
    ]
    reasons = built.execute(
        """
        select file_name, row_number, column_name, reason from staging.stg_exports__rejected_rows
        order by all
        """
    ).fetchall()
    assert reasons == [
        ("orders.csv", 6, "order_id", "an earlier row has this key"),
        ("orders.csv", 7, "ordered_at", "required value is missing"),
        ("payments.csv", 4, "payment_amount", "required value is missing"),
        ("persons.csv", 6, "person_id", "required value is missing"),
    ]


def test_orders_invoices_payments_and_refunds_are_counted_once(built):
    conversions = built.execute(
        """
        select conversion_type, split_part(conversion_id, '|', 3), conversion_value, converted_at
        from marts.fct_conversions
        where conversion_type in ('order', 'invoice', 'payment', 'refund')
        order by 1, 2
        """
    ).fetchall()
    assert conversions == [
        ("invoice", "inv1", Decimal(45), datetime(2025, 3, 5, 18)),
        ("invoice", "inv2", Decimal(1062), datetime(2025, 3, 20, 18)),
        ("order", "o1", Decimal(45), datetime(2025, 3, 5, 12)),
        # It comes as an order and as a conversion.
        ("order", "o2", Decimal(80), datetime(2025, 3, 6, 10)),
        # o3 was cancelled, whatever the conversions say; o4 has no total: 12.50 + 7.50.
        ("order", "o4", Decimal(20), datetime(2025, 3, 10, 15)),
        ("order", "o5", Decimal(1062), datetime(2025, 3, 20, 10)),
        ("order", "till-7", Decimal(15), datetime(2025, 3, 25, 12)),
        ("payment", "pay1", Decimal(45), datetime(2025, 3, 5, 12)),
        ("payment", "pay2", Decimal(80), datetime(2025, 3, 8, 8)),
        ("payment", "pay3", Decimal(1062), datetime(2025, 3, 21, 9, 30)),
        ("refund", "r1", Decimal(-30), datetime(2025, 3, 15, 14)),
    ]


def test_linear_credit_of_orders_and_refunds_by_channel(built):
    """Touchpoints before each order of the person, in equal parts.

    o1 (p1, 45.00): e-mail click, coupon of the e-mail campaign: Email 45.00.
    o2 (p2, 80.00): paid search, coupon of no campaign: 40.00 each.
    o4 (p3 by address, 20.00): visit of the shop: Store 20.00.
    o5 (p1, 1062.00): e-mail click, coupon, survey: Email 708.00, Survey 354.00.
    till-7 (p2, 15.00): paid search, coupon, survey, and the visit of p5, who has p2's address:
    3.75 each.
    r1 (-30.00) gives back pay2, which paid for o2: paid search and coupon, -15.00 each; the survey
    came after o2.
    """
    shares = built.execute(
        """
        select conversion_type, channel, sum(attributed_revenue)
        from marts.fct_attribution_credits
        where attribution_model = 'linear' and conversion_type in ('order', 'refund')
        group by all order by all
        """
    ).fetchall()
    assert shares == [
        ("order", "Coupon", Decimal("43.75")),
        ("order", "Direct", Decimal("3.75")),
        ("order", "Email", Decimal("753.00")),
        ("order", "Paid Search", Decimal("43.75")),
        ("order", "Store", Decimal("20.00")),
        ("order", "Survey", Decimal("357.75")),
        ("refund", "Coupon", Decimal("-15.00")),
        ("refund", "Paid Search", Decimal("-15.00")),
    ]


def test_coupons_are_counted_from_issue_to_redemption(built):
    counts = built.execute(
        """
        select coupons.coupon_code, events.event_type, count(*), sum(events.discount_amount)
        from intermediate.int_crm__coupon_events_unioned as events
        inner join intermediate.int_crm__coupons_unioned as coupons using (coupon_id)
        group by all order by all
        """
    ).fetchall()
    assert counts == [
        ("SPRING10", "expired", 2, None),
        ("SPRING10", "issued", 3, None),
        ("SPRING10", "redeemed", 1, Decimal(5)),
        ("WELCOME5", "redeemed", 1, Decimal(5)),
    ]
    rule = built.execute(
        """
        select discount_type, discount_value, minimum_order_amount, valid_from, valid_until
        from intermediate.int_crm__coupons_unioned where coupon_code = 'SPRING10'
        """
    ).fetchall()
    assert rule == [("percent", Decimal(10), Decimal(20), date(2025, 3, 1), date(2025, 3, 31))]


def test_surveys_are_grouped_as_the_net_promoter_score_does(built):
    groups = built.execute(
        """
        select score, nps_group from intermediate.int_crm__survey_responses_unioned
        where question_type = 'nps' order by score
        """
    ).fetchall()
    assert groups == [(3, "detractor"), (7, "passive"), (9, "promoter")]
    answer = built.execute(
        "select answer from intermediate.int_crm__survey_responses_unioned where answer is not null"
    ).fetchall()
    assert answer == [("Good bread, tell me more: (email)",)]


def test_experiments_assign_persons_and_regions(built):
    assignments = built.execute(
        """
        select split_part(experiment_id, '|', 2), variant, unit_type, is_control
        from intermediate.int_crm__experiment_assignments_unioned order by all
        """
    ).fetchall()
    assert assignments == [
        ("leaflets", "holdout", "geo", True),
        ("reminder", "Control", "person", True),
        ("reminder", "reminder", "person", False),
    ]


def test_keys_of_a_person_are_tokens_and_equal_those_on_the_record(built):
    keys = built.execute(
        """
        select keys.key_type, keys.key_value = persons.phone_hash, length(keys.key_value),
            keys.first_seen_at, keys.last_seen_at
        from intermediate.int_crm__person_keys_unioned as keys
        inner join intermediate.int_crm__person_records_unioned as persons using (person_record_id)
        order by key_type
        """
    ).fetchall()
    first, last = datetime(2025, 3, 2, 20, 15), datetime(2025, 3, 9, 20, 15)
    # The number is written with blanks in one file, with brackets and a hyphen in the other.
    assert keys == [
        ("cookie_id", False, len("ck-77"), first, last),
        ("email", False, 64, first, first),
        ("phone", True, 64, first, first),
    ]


def test_records_of_one_member_are_one_person(built):
    persons = built.execute(
        """
        select person_id, list(right(identity_id, 2) order by identity_id)
        from marts.dim_person_identities where identity_id similar to 'members.p[0-9]'
        group by person_id
        """
    ).fetchall()
    # p4 was merged into p1; p5 ordered as a guest with p2's address in other capitals.
    assert sorted(records for _, records in persons) == [["p1", "p4"], ["p2", "p5"], ["p3"]]


@pytest.mark.parametrize(
    ("entity", "select", "expected"),
    [
        (
            "person_tags",
            "right(person_record_id, 2), tag, removed_at is null",
            [("p1", "gold", True), ("p2", "silver", False)],
        ),
        (
            "referrals",
            "right(referrer_person_record_id, 2), right(referred_person_record_id, 2), "
            "reward_amount",
            [("p1", "p2", Decimal(5))],
        ),
        (
            "plans",
            "plan_name, metric, channel, planned_amount, period_start_date",
            [
                ("budget", "spend", "Email", Decimal(100), date(2025, 3, 1)),
                ("budget", "spend", "Paid Search", Decimal(40), date(2025, 3, 1)),
                ("target", "orders", None, Decimal(6), date(2025, 3, 1)),
            ],
        ),
        ("partners", "partner_name, commission_rate", [("Larch Valley Tours", Decimal("0.05"))]),
        ("stores", "store_name, geo_id", [("High Street", "north"), ("Online shop", None)]),
        (
            "person_stage_changes",
            "stage_name, entered_at",
            [
                ("gold", datetime(2025, 3, 20, 10)),
                ("member", datetime(2025, 1, 10, 9)),
            ],
        ),
    ],
)
def test_what_else_a_member_crm_knows(built, entity, select, expected):
    rows = built.execute(
        f"select {select} from intermediate.int_crm__{entity}_unioned order by all"
    ).fetchall()
    assert rows == expected
