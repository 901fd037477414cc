"""Shopify: the sample of the REST connector, the same in GraphQL tables, and real-schema tables.

The sample tells of a shop for lamps in May 2024. Mara buys two lamps after an advertisement on
Instagram, sends one back, buys cords and cancels them; Tom buys a shade as a guest after a search.
Amounts are in euros, and so are the marts.
"""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

PROJECT = Path(__file__).resolve().parents[2]
EUROS = {
    "data_driven_attribution": False,
    "reporting_currency": "EUR",
    "default_currency_code": "EUR",
}
DELETED = "deleted in the source system"
MISSING = "required value is missing"
REPEATED = "an earlier row has this key"

SAMPLE_ROWS = {
    "shop.csv": (1, []),
    "customer.csv": (2, [DELETED]),
    "order.csv": (5, [MISSING]),
    "order_line.csv": (4, []),
    "transaction.csv": (7, []),
    "refund.csv": (2, []),
    "order_line_refund.csv": (2, []),
    "order_adjustment.csv": (1, []),
    "order_discount_code.csv": (2, []),
    "order_url_tag.csv": (2, []),
}
# Tables of the GraphQL connector: a visit in March, another one before the order.
GRAPHQL = {
    "shopify_us/gql_order.csv": """
        _fivetran_deleted,id,created_at,currency_code,customer_id,display_financial_status,email,test,total_price_set_pres_amount,total_price_set_shop_amount
        FALSE,4001,2024-05-10 08:45:00,EUR,1001,PAID,ida@fjord.example,FALSE,59.40,55.00
        TRUE,4002,2024-05-10 10:00:00,EUR,1002,AUTHORIZED,per@fjord.example,FALSE,59.99,59.99
        """,
    "shopify_us/gql_customer.csv": """
        id,email,phone,created_at
        1001,ida@fjord.example,,2024-03-01 08:00:00
        """,
    "shopify_us/gql_customer_visit.csv": """
        id,order_id,landing_page,occurred_at,referrer_url,source,utm_parameters_campaign,utm_parameters_medium,utm_parameters_source
        2001,4001,https://lamps.example/,2024-03-20 10:00:00,https://www.pinterest.com/,Pinterest,,,
        2002,4001,https://lamps.example/,2024-05-10 08:40:00,,an unknown source,may,email,newsletter
        2001,4001,https://lamps.example/,2024-03-20 10:00:00,https://www.pinterest.com/,Pinterest,,,
        """,
    "shopify_us/gql_refund_line_item.csv": """
        id,order_line_id,quantity,refund_id,subtotal_set_shop_amount,total_tax_set_shop_amount
        9001,30001,1,7001,5.00,0.80
        """,
    "shopify_us/gql_refund.csv": """
        created_at,id,note,order_id,total_refunded_set_shop_amount,total_refunded_set_shop_currency_code
        2024-05-12 10:00:00,7001,,4001,5.80,EUR
        """,
}
REAL_TABLES = (
    "shop",
    "customer",
    "order",
    "order_line",
    "transaction",
    "refund",
    "order_line_refund",
    "order_adjustment",
    "order_discount_code",
    "order_url_tag",
)
REAL_GRAPHQL_TABLES = (
    "shop",
    "customer",
    "order",
    "order_line",
    "transaction",
    "refund",
    "refund_line_item",
    "order_adjustment",
    "order_discount_code",
    "customer_visit",
)


@pytest.fixture(scope="module")
def built(
    write_exports: Callable[..., Path],
    build_project: Callable[..., duckdb.DuckDBPyConnection],
) -> duckdb.DuckDBPyConnection:
    exports = write_exports(GRAPHQL)
    (exports / "shopify").symlink_to(PROJECT / "seeds/adapter_exports/shopify")
    return build_project(exports, EUROS)


@pytest.fixture(scope="module")
def real_folder(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real-schema tables of both connectors, each as a system of its own."""
    exports = tmp_path_factory.mktemp("exports")
    folder = shared / "data/fivetran_seeds/dbt_shopify"
    for system, tables, prefix in (
        ("shopify_rest", REAL_TABLES, ""),
        ("shopify_graphql", REAL_GRAPHQL_TABLES, "gql_"),
    ):
        (exports / system).mkdir()
        for table in tables:
            link = exports / system / f"{prefix}{table}.csv"
            link.symlink_to(folder / f"shopify_{prefix}{table}_data.csv")
    return exports


@pytest.fixture(scope="module")
def real(
    real_folder: Path, build_project: Callable[..., duckdb.DuckDBPyConnection]
) -> duckdb.DuckDBPyConnection:
    return build_project(
        real_folder,
        EUROS,
        select=["+rpt_ingestion", "+int_crm__commerce_conversions_unioned"],
        exclude=["resource_type:test"],
    )


def test_every_row_of_the_sample_is_staged_or_rejected_with_its_reason(
    built: duckdb.DuckDBPyConnection,
    rows_by_file: Callable[..., dict[str, tuple[int | None, ...]]],
    rejections_by_file: Callable[..., dict[str, dict[str, int]]],
) -> None:
    assert rows_by_file(built, "shopify") == {
        name: (rows, rows - len(reasons), len(reasons))
        for name, (rows, reasons) in SAMPLE_ROWS.items()
    }
    assert rejections_by_file(built) == {
        "shopify/customer.csv": {DELETED: 1},
        "shopify/order.csv": {MISSING: 1},
        "shopify_us/gql_customer_visit.csv": {REPEATED: 1},
        "shopify_us/gql_order.csv": {DELETED: 1},
    }


def test_orders_payments_and_refunds_are_worth_what_was_worked_out(
    built: duckdb.DuckDBPyConnection,
) -> None:
    """The cancelled order, the test and the order that was deleted are no conversions.

    Refund 73001 is worth its transaction, 73002 its line of 45.00, which contains the tax, and 5.00
    of shipping.
    """
    rows = built.execute(
        """
        select split_part(conversion_id, '|', 1), split_part(conversion_id, '|', 3),
            conversion_value
        from marts.fct_conversions
        where conversion_type in ('order', 'payment', 'refund')
        order by all
        """
    ).fetchall()
    assert rows == [
        ("order", "4001", Decimal("55.00")),
        ("order", "7001", Decimal("95.00")),
        ("order", "7002", Decimal("40.00")),
        ("payment", "72002", Decimal("95.00")),
        ("payment", "72004", Decimal("40.00")),
        ("payment", "72005", Decimal("60.00")),
        ("refund", "7001", Decimal("-5.80")),
        ("refund", "73001", Decimal("-60.00")),
        ("refund", "73002", Decimal("-50.00")),
    ]


def test_the_visits_have_the_channels_of_their_tags_and_referrers(
    built: duckdb.DuckDBPyConnection,
) -> None:
    rows = built.execute(
        "select touchpoint_id, channel, source, medium, campaign_id from marts.fct_touchpoints"
    ).fetchall()
    assert {row[0]: row[1:] for row in rows} == {
        "shopify|order_visit|7001": (
            "Paid Social",
            "instagram",
            "paid_social",
            "shopify|Spring Light",
        ),
        "shopify|order_visit|7002": ("Organic Search", "google.de", "referral", None),
        "shopify|order_visit|7003": ("Direct", None, None, None),
        "shopify_us|2001": ("Organic Social", "pinterest.com", "referral", None),
        "shopify_us|2002": ("Email", "newsletter", "email", "shopify_us|may"),
    }


def test_an_order_and_a_refund_are_credited_to_the_visits_before_them(
    built: duckdb.DuckDBPyConnection,
) -> None:
    """The visit an order tells of counts for that very order; a guest is known by his address.

    Mara's refund 73002 takes back from her order 7001 what her visit before it was credited. Her
    order of the cords was cancelled, so their refund has only her visits to go by.
    """
    rows = built.execute(
        """
        select split_part(conversion_id, '|', 3), touchpoint_id, attributed_revenue
        from marts.fct_attribution_credits
        where attribution_model = 'last_touch' and conversion_type in ('order', 'refund')
            and conversion_id not like '%|shopify_us|%'
        order by all
        """
    ).fetchall()
    assert rows == [
        ("7001", "shopify|order_visit|7001", Decimal("95.00")),
        ("7002", "shopify|order_visit|7002", Decimal("40.00")),
        ("73001", "shopify|order_visit|7003", Decimal("-60.00")),
        ("73002", "shopify|order_visit|7001", Decimal("-50.00")),
    ]


def test_both_visits_of_the_graphql_order_share_it(built: duckdb.DuckDBPyConnection) -> None:
    """The first visit lies 51 days before the order, within the window of 90."""
    rows = built.execute(
        """
        select touchpoint_id, attributed_revenue
        from marts.fct_attribution_credits
        where attribution_model = 'linear' and conversion_id like 'order|shopify_us|%'
        order by all
        """
    ).fetchall()
    assert rows == [("shopify_us|2001", Decimal("27.50")), ("shopify_us|2002", Decimal("27.50"))]


def test_codes_and_lines_stand_beside_their_order(built: duckdb.DuckDBPyConnection) -> None:
    codes = built.execute(
        """
        select coupon_id, order_id, discount_amount
        from intermediate.int_crm__coupon_events_unioned
        order by all
        """
    ).fetchall()
    assert codes == [
        ("shopify|NEWS2", "shopify|7001", Decimal("2.00")),
        ("shopify|SPRING8", "shopify|7001", Decimal("8.00")),
    ]
    lines = built.execute(
        """
        select order_line_id, line_amount from intermediate.int_crm__order_lines_unioned
        order by all
        """
    ).fetchall()
    assert lines == [
        ("shopify|71001", Decimal("90.00")),
        ("shopify|71002", Decimal("40.00")),
        ("shopify|71003", Decimal("60.00")),
    ]
    coupons = built.execute(
        """
        select order_id, coupon_code from intermediate.int_crm__orders_unioned
        where coupon_code is not null
        """
    ).fetchall()
    assert coupons == [("shopify|7001", "SPRING8")]


def test_real_schema_tables_go_through_row_for_row(
    real: duckdb.DuckDBPyConnection,
    real_folder: Path,
    read_csv: Callable[[Path], list[dict[str, str]]],
    rows_by_file: Callable[..., dict[str, tuple[int | None, ...]]],
) -> None:
    """Every row is staged but for those that the loader marks as deleted."""
    expected = {}
    for path in real_folder.glob("*/*.csv"):
        rows = read_csv(path)
        deleted = sum(row.get("_fivetran_deleted", "").lower() == "true" for row in rows)
        expected[f"{path.parent.name}/{path.name}"] = (len(rows), len(rows) - deleted, deleted)
    assert rows_by_file(real) == expected


def test_real_schema_orders_and_payments_are_what_the_raw_files_add_up_to(
    real: duckdb.DuckDBPyConnection,
    real_folder: Path,
    read_csv: Callable[[Path], list[dict[str, str]]],
) -> None:
    orders = read_csv(real_folder / "shopify_rest/order.csv")
    found = real.execute(
        """
        select count(*), sum(order_amount) from intermediate.int_crm__orders_unioned
        where source_system = 'shopify_rest'
        """
    ).fetchall()
    assert found == [(len(orders), sum(Decimal(row["total_price"]) for row in orders))]

    money = [
        Decimal(row["amount_set_shop_amount"])
        for row in read_csv(real_folder / "shopify_graphql/gql_transaction.csv")
        if row["kind"] in ("sale", "capture")
        and row["status"] == "success"
        and row["test"] == "FALSE"
    ]
    paid = real.execute(
        """
        select count(*), sum(payment_amount) from intermediate.int_crm__payments_unioned
        where source_system = 'shopify_graphql'
        """
    ).fetchall()
    assert paid == [(len(money), sum(money))]
