"""Real money: the books of a wholesaler with its cancellations, and the cost of a geo experiment.

Online Retail (Chen 2015): 541 909 lines of 25 900 invoices of a British gift wholesaler. Invoices
whose number begins with C take back what was sold before and name nothing that they belong to; some
invoices name no customer either. The experiment: 9 225 days of 100 regions with sales of
5 596 024.66 and a cost of 50 000.00 (Google, matched_markets).
"""

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import pyreadr
import pytest

PENNY = Decimal("0.01")
GEO_SALES, GEO_COST = Decimal("5596024.66"), Decimal("50000.00")


class Invoice(NamedTuple):
    number: str
    customer: str | None
    dated_at: Any
    amount: Decimal


@pytest.fixture(scope="module")
def invoices(shared: Path) -> list[Invoice]:
    """One per invoice number: the first instant of its lines and the sum of them, to the penny."""
    path = shared / "data/online_retail/onlineretail.rda"
    [lines] = pyreadr.read_r(str(path)).values()
    columns = ("InvoiceNo", "CustomerID", "InvoiceDate", "Quantity", "UnitPrice")
    sums: dict[str, Decimal] = defaultdict(Decimal)
    heads: dict[str, tuple[Any, Any]] = {}
    for number, customer, dated_at, quantity, price in zip(
        *(lines[column] for column in columns), strict=True
    ):
        sums[number] += int(quantity) * Decimal(repr(float(price)))
        known = None if math.isnan(customer) else str(int(customer))
        first = min(dated_at, heads.get(number, (known, dated_at))[1])
        heads[number] = (known, first)
    return [
        Invoice(number, *heads[number], total.quantize(PENNY, ROUND_HALF_UP))
        for number, total in sorted(sums.items())
    ]


@pytest.fixture(scope="module")
def built(
    invoices: list[Invoice],
    shared: Path,
    build_project: Callable[..., duckdb.DuckDBPyConnection],
    tmp_path_factory: pytest.TempPathFactory,
) -> duckdb.DuckDBPyConnection:
    exports = tmp_path_factory.mktemp("exports")
    (exports / "retail").mkdir()
    (exports / "geo").mkdir()
    for name, prefix, key, amount, at in (
        ("orders", False, "order_id", "order_amount", "ordered_at"),
        ("refunds", True, "refund_id", "refund_amount", "refunded_at"),
    ):
        rows = [
            f"{invoice.number},{invoice.customer or ''},{invoice.amount},{invoice.dated_at}"
            for invoice in invoices
            if invoice.number.startswith("C") == prefix
        ]
        head = f"{key},person_id,{amount},{at}"
        (exports / f"retail/{name}.csv").write_text("\n".join([head, *rows]) + "\n")
    geo = shared / "data/geo_experiments/salesandcost.csv"
    connection = duckdb.connect()
    for name, columns in {
        "orders": "date || ' ' || geo as order_id, sales as order_amount, date as ordered_at",
        "spend": "date as spend_date, 'Geo Ads' as channel, cost as spend_amount",
    }.items():
        connection.execute(
            f"copy (select {columns} from read_csv('{geo}', all_varchar = true)) "
            f"to '{exports}/geo/{name}.csv' (header)"
        )
    return build_project(exports, {"data_driven_attribution": False, "bootstrap_replicates": 0})


def test_booked_refunded_and_net_are_the_sums_of_the_raw_invoices(invoices, built):
    booked = [invoice.amount for invoice in invoices if not invoice.number.startswith("C")]
    refunded = [invoice.amount for invoice in invoices if invoice.number.startswith("C")]
    assert (len(booked) + len(refunded), len(refunded)) == (25_900, 3_836)
    assert max(refunded) <= 0
    sums = built.execute(
        """
        select count(*) filter (conversion_type = 'order'),
            sum(conversion_value) filter (conversion_type = 'order'),
            count(*) filter (conversion_type = 'refund'),
            sum(conversion_value) filter (conversion_type = 'refund'),
            sum(conversion_value) filter (is_booked), count(*) filter (is_paid)
        from marts.fct_conversions where source_system = 'retail'
        """
    ).fetchall()
    assert sums == [
        (len(booked), sum(booked), len(refunded), sum(refunded), sum(booked) + sum(refunded), 0)
    ]


def test_a_cancellation_belongs_to_the_customers_latest_invoice_before_it(invoices, built):
    """Compared by the invoice's time: a customer may have two of one minute."""
    times: dict[str, list[Any]] = defaultdict(list)
    for invoice in invoices:
        if invoice.customer and not invoice.number.startswith("C"):
            times[invoice.customer].append(invoice.dated_at)
    expected = {}
    for invoice in invoices:
        if invoice.number.startswith("C"):
            before = sorted(times[invoice.customer]) if invoice.customer else []
            place = bisect_right(before, invoice.dated_at)
            expected[invoice.number] = before[place - 1].to_pydatetime() if place else None
    found = dict(
        built.execute(
            """
            select split_part(refunds.conversion_id, '|', 3), bookings.converted_at
            from marts.fct_conversions as refunds
            left join marts.fct_conversions as bookings
                on refunds.settled_conversion_id = bookings.conversion_id
                and refunds.person_id = bookings.person_id
            where refunds.conversion_type = 'refund'
            """
        ).fetchall()
    )
    assert found == expected
    assert sum(time is None for time in found.values()) > 100


def test_new_customers_are_those_of_the_raw_invoices(invoices, built):
    customers = {
        invoice.customer
        for invoice in invoices
        if invoice.customer and not invoice.number.startswith("C")
    }
    found = built.execute(
        """
        select count(*), count(distinct customer_id) from marts.fct_conversions
        where customer_type = 'new' and conversion_type = 'order'
        """
    ).fetchall()
    assert found == [(len(customers), len(customers))]


def test_the_experiments_cost_and_sales_are_reported_to_the_cent(invoices, built):
    net = sum(invoice.amount for invoice in invoices)
    assert built.execute("select sum(spend_amount) from marts.fct_spend").fetchall() == [
        (GEO_COST,)
    ]
    booked = built.execute(
        """
        select sum(conversion_value) from marts.fct_conversions
        where source_system = 'geo' and is_booked
        """
    ).fetchall()
    assert booked == [(GEO_SALES,)]
    roi = built.execute(
        """
        select distinct date_basis, grouped_by, sum(spend_amount), sum(attributed_revenue)
        from marts.rpt_roi where revenue_basis = 'booked'
        group by date_basis, grouped_by, attribution_model order by all
        """
    ).fetchall()
    assert roi == [
        (date_basis, grouped_by, GEO_COST, GEO_SALES + net)
        for date_basis in ("conversion_date", "touchpoint_date")
        for grouped_by in ("campaign", "channel")
    ]


def test_spend_without_conversions_and_conversions_without_spend_stay(built):
    """Nothing touched anybody: the cost brought nothing, and the sales cost nothing."""
    rows = built.execute(
        """
        select group_value, sum(spend_amount) > 0, sum(attributed_revenue) <> 0,
            count(return_on_ad_spend) > 0, max(return_on_investment), count(payback_months)
        from marts.rpt_roi
        where grouped_by = 'channel' and attribution_model = 'linear'
            and date_basis = 'conversion_date'
        group by group_value order by 1
        """
    ).fetchall()
    assert rows == [
        ("(unattributed)", False, True, False, None, 0),
        ("Geo Ads", True, False, True, -1.0, 0),
    ]
