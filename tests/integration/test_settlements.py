"""What is booked, invoiced, paid and given back shares one journey: a shop worked out by hand.

Ann clicks a search advertisement (campaign c1) and an e-mail (c2) and visits directly, then buys
for 100.01; the whole is paid and given back. Bob clicks and reads the same and buys for 100.00,
which is paid in two parts; 30.00 and 70.00 come back, the first before he bought. Cleo was never
touched. Dan's deal is won for 500.00, and its order is the deal again; his refund names nothing.
Eve's order was cancelled. Fay's refund is of an order that nobody exported, and Gus' of nothing at
all.
"""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

EXPORTS = {
    "shop/persons.csv": """
        person_id,email
        ann,ann@a.example
        bob,bob@b.example
        cleo,cleo@c.example
        dan,dan@d.example
        eve,eve@e.example
        fay,fay@f.example
        gus,gus@g.example
        """,
    "shop/touchpoints.csv": """
        touchpoint_id,person_id,touched_at,touchpoint_type,channel,campaign_id
        t1,ann,2025-03-01 09:00:00,web_visit,Paid Search,c1
        t2,ann,2025-03-03 09:00:00,email_click,Email,c2
        t3,ann,2025-03-05 09:00:00,web_visit,Direct,
        t4,bob,2025-03-02 09:00:00,web_visit,Paid Search,c1
        t5,bob,2025-03-04 09:00:00,email_click,Email,c2
        t6,bob,2025-03-20 09:00:00,web_visit,Social,
        t7,dan,2025-03-02 09:00:00,web_visit,Social,
        t8,fay,2025-03-02 09:00:00,web_visit,Email,c2
        t9,gus,2025-03-02 09:00:00,web_visit,Email,c2
        """,
    "shop/opportunities.csv": """
        opportunity_id,person_id,stage_name,amount,is_closed,is_won,created_at,closed_at
        d1,dan,Closed Won,500.00,true,true,2025-03-03 10:00:00,2025-03-08 10:00:00
        """,
    "shop/orders.csv": """
        order_id,person_id,opportunity_id,order_status,order_amount,ordered_at
        o1,ann,,completed,100.01,2025-03-06 12:00:00
        o2,bob,,completed,100.00,2025-03-06 12:00:00
        o3,cleo,,completed,40.00,2025-03-06 12:00:00
        o4,dan,d1,completed,500.00,2025-03-09 12:00:00
        o5,eve,,cancelled,60.00,2025-03-06 12:00:00
        o6,ann,,completed,10.00,2025-03-30 12:00:00
        """,
    "shop/invoices.csv": """
        invoice_id,order_id,invoice_amount,invoiced_at
        i1,o1,100.01,2025-03-07 12:00:00
        """,
    "shop/payments.csv": """
        payment_id,order_id,invoice_id,payment_amount,paid_at
        p1,,i1,100.01,2025-03-08 12:00:00
        p2,o2,,60.00,2025-03-08 12:00:00
        p3,o2,,40.00,2025-04-08 12:00:00
        p4,o4,,500.00,2025-03-10 12:00:00
        p5,o5,,60.00,2025-03-06 12:00:00
        """,
    "shop/refunds.csv": """
        refund_id,order_id,payment_id,person_id,refund_amount,refunded_at
        r1,,p1,,100.01,2025-04-02 12:00:00
        r2,o2,,,30.00,2025-03-01 12:00:00
        r3,o2,,,70.00,2025-04-03 12:00:00
        r4,o3,,,40.00,2025-04-03 12:00:00
        r5,,,dan,50.00,2025-04-04 12:00:00
        r6,o5,p5,,60.00,2025-03-07 12:00:00
        r7,o9,,fay,20.00,2025-04-04 12:00:00
        r8,,,gus,5.00,2025-04-04 12:00:00
        """,
}


@pytest.fixture(scope="module")
def built(
    write_exports: Callable[..., Path], build_project: Callable[..., duckdb.DuckDBPyConnection]
) -> duckdb.DuckDBPyConnection:
    connection = build_project(write_exports(EXPORTS), {"bootstrap_replicates": 100})
    # The view works out every attribution model whenever it is read.
    connection.execute("create temp table credits as from marts.fct_attribution_credits")
    return connection


def short(name: str) -> str:
    """SQL of the native id at the end of a conversion's id."""
    return f"split_part({name}, '|', 1) || ' ' || split_part({name}, '|', 3)"


def test_every_settlement_finds_what_it_settles(built):
    found = built.execute(
        f"""
        select split_part(conversion_id, '|', 3), {short("settled_conversion_id")}, settled_by,
            is_booked, is_invoiced, is_paid
        from marts.fct_conversions where settled_by is not null order by 1
        """
    ).fetchall()
    assert found == [
        ("i1", "order o1", "named", False, True, False),
        ("p1", "order o1", "named", False, False, True),
        ("p2", "order o2", "named", False, False, True),
        ("p3", "order o2", "named", False, False, True),
        # The order of a won deal is the deal.
        ("p4", "opportunity_won d1", "named", False, False, True),
        ("p5", None, "none", False, False, True),
        ("r1", "order o1", "named", True, True, True),
        ("r2", "order o2", "named", True, False, True),
        ("r3", "order o2", "named", True, False, True),
        # Nobody paid o3: there is nothing to take back from what was paid.
        ("r4", "order o3", "named", True, False, False),
        # Dan's order at noon of the next day is the same deal.
        ("r5", "opportunity_won d1", "latest_booking", True, False, True),
        # o5 was never booked; its payment came in and went back.
        ("r6", None, "none", False, False, True),
        ("r7", None, "none", True, True, True),
        ("r8", None, "none", True, True, True),
    ]


def test_booked_invoiced_and_paid_are_three_sums(built):
    """Booked 100.01 + 100 + 40 + 500 + 10 = 750.01, less 100.01 + 30 + 70 + 40 + 50 + 20 + 5.

    Invoiced 100.01, less 100.01 and the 20 and 5 of nobody's; paid 100.01 + 60 + 40 + 500 + 60,
    less all refunds but the 40.
    """
    sums = built.execute(
        """
        select sum(conversion_value) filter (is_booked), sum(conversion_value) filter (is_invoiced),
            sum(conversion_value) filter (is_paid)
        from marts.fct_conversions
        """
    ).fetchall()
    assert sums == [(Decimal("435.00"), Decimal("-25.00"), Decimal("425.00"))]


def test_a_customers_first_booking_is_told_from_later_ones(built):
    customers = built.execute(
        f"""
        select {short("conversion_id")}, customer_type from marts.fct_conversions
        where is_booked or customer_type is not null order by 1
        """
    ).fetchall()
    assert customers == [
        ("invoice i1", "new"),
        ("opportunity_won d1", "new"),
        ("order o1", "new"),
        ("order o2", "new"),
        ("order o3", "new"),
        ("order o6", "repeat"),
        ("payment p1", "new"),
        ("payment p2", "new"),
        ("payment p3", "new"),
        ("payment p4", "new"),
        *[(f"refund r{number}", "new") for number in (1, 2, 3, 4, 5)],
        ("refund r7", None),
        ("refund r8", None),
    ]


def test_linear_credit_of_refunds_is_that_of_the_orders(built):
    """Ann's 100.01 in three: 33.34, 33.33, 33.34, cumulative shares rounded; Bob's halves.

    Bob's visit of 20 March is after his order, whatever the refund's day.
    """
    shares = built.execute(
        """
        select split_part(conversion_id, '|', 3), channel, credit, attributed_revenue
        from credits
        where attribution_model = 'linear' and conversion_type = 'refund'
        order by 1, touchpoint_position
        """
    ).fetchall()
    third, half = Decimal("0.333333333333"), Decimal("0.5")
    assert shares == [
        ("r1", "Paid Search", third, Decimal("-33.34")),
        ("r1", "Email", Decimal("0.333333333334"), Decimal("-33.33")),
        ("r1", "Direct", third, Decimal("-33.34")),
        ("r2", "Paid Search", half, Decimal("-15.00")),
        ("r2", "Email", half, Decimal("-15.00")),
        ("r3", "Paid Search", half, Decimal("-35.00")),
        ("r3", "Email", half, Decimal("-35.00")),
        ("r4", "(unattributed)", Decimal(1), Decimal("-40.00")),
        ("r5", "Social", Decimal(1), Decimal("-50.00")),
        ("r6", "(unattributed)", Decimal(1), Decimal("-60.00")),
        ("r7", "Email", Decimal(1), Decimal("-20.00")),
        ("r8", "Email", Decimal(1), Decimal("-5.00")),
    ]


@pytest.mark.parametrize("settled_by", ["named", "latest_booking"])
def test_credits_are_the_bookings_own_under_every_attribution_model(built, settled_by):
    """Touchpoint by touchpoint, credit is equal and revenue in proportion, to the cent."""
    compared = built.execute(
        """
        with settled as (
            select credits.*, conversions.settled_conversion_id, conversions.conversion_value
            from credits
            inner join marts.fct_conversions as conversions using (conversion_id)
            where conversions.settled_by = $settled_by
        ),
        bookings as (
            select credits.*, conversions.conversion_value
            from credits
            inner join marts.fct_conversions as conversions using (conversion_id)
            where conversion_id in (select settled_conversion_id from settled)
        ),
        pairs as (
            select settled.conversion_id as settling, bookings.conversion_id as booked
            from (select distinct conversion_id, settled_conversion_id from settled) as settled
            inner join (select distinct conversion_id from bookings) as bookings
                on settled.settled_conversion_id = bookings.conversion_id
        ),
        expected as (
            select pairs.settling, bookings.* from pairs
            inner join bookings on pairs.booked = bookings.conversion_id
        )
        select
            coalesce(expected.attribution_model, settled.attribution_model) as attribution_model,
            count(*) as credit_count,
            count(*) filter (
                settled.conversion_id is null
                or expected.conversion_id is null
                or settled.credit <> expected.credit
                or settled.channel <> expected.channel
                or settled.campaign_id is distinct from expected.campaign_id
                or settled.position_role is distinct from expected.position_role
                or abs(
                    settled.attributed_revenue
                    - expected.attributed_revenue * settled.conversion_value
                    / expected.conversion_value
                ) >= case when settled.conversion_value = -expected.conversion_value
                    then 0.000001 else 0.015 end
            ) as unequal_count
        from expected
        full join settled
            on expected.settling = settled.conversion_id
            and expected.attribution_model = settled.attribution_model
            and expected.touchpoint_id is not distinct from settled.touchpoint_id
            and expected.channel = settled.channel
        group by 1
        """,
        {"settled_by": settled_by},
    ).fetchall()
    assert len(compared) == 22
    assert {unequal for *_, unequal in compared} == {0}
    # Every settlement has at least a row.
    settlements = {"named": 9, "latest_booking": 1}[settled_by]
    assert min(rows for _, rows, _ in compared) >= settlements


@pytest.mark.parametrize("group", ["channel", "coalesce(campaign_id, '')", "touchpoint_id"])
def test_a_full_refund_leaves_nothing_behind(built, group):
    left = built.execute(
        f"""
        select attribution_model, {group}, sum(attributed_revenue)
        from credits
        where split_part(conversion_id, '|', 3) in ('o1', 'r1')
        group by all having sum(attributed_revenue) <> 0
        """
    ).fetchall()
    assert left == []


def test_nothing_is_estimated_from_a_journey_twice(built):
    """The orders o1, o2, o4 and o6 have touchpoints, of refunds those that settle nothing."""
    journeys = built.execute(
        """
        select conversion_type, count(distinct conversion_key)
        from intermediate.int_journeys__touchpoints_positioned
        inner join intermediate.int_journeys__conversions_valued using (conversion_key)
        -- Stages of the funnel are conversions of their own, and settle nothing.
        where not ends_with(conversion_type, '_reached')
        group by all order by all
        """
    ).fetchall()
    assert journeys == [
        ("opportunity_created", 1),
        ("opportunity_won", 1),
        ("order", 4),
        ("refund", 2),
    ]


def test_intervals_of_payments_are_those_of_weights_estimated_from_orders(built):
    """A payment is shared out by the orders' Markov weights, which have errors of their own.

    Where all touchpoints are of one channel, as Dan's, no weight moves anything.
    """
    slopes = built.execute(
        """
        select distinct conversion_type, weights_conversion_type
        from intermediate.int_attribution__weight_sensitivities_summed
        where attribution_model = 'markov' and conversion_type in ('payment', 'refund')
        order by all
        """
    ).fetchall()
    assert slopes == [("payment", "order"), ("refund", "order")]
    bounds = built.execute(
        """
        select count(*), count(attributed_revenue_error) from marts.fct_attribution_intervals
        where attribution_model = 'markov' and conversion_type in ('payment', 'refund')
        """
    ).fetchall()
    assert bounds[0][0] == bounds[0][1] > 0
