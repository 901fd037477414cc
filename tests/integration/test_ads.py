"""Advertising platforms: the samples with web visits and an order, and real-schema tables.

The samples tell one story. Alderbrook advertises on five platforms in March 2024; Ada clicks an
advertisement of Google, two days later one of Facebook, and orders. The euro is worth 1.086 dollars
on every day of it (seed currency_rates).
"""

from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

PROJECT = Path(__file__).resolve().parents[2]
PLATFORMS = ("google_ads", "facebook_ads", "linkedin_ads", "microsoft_ads", "twitter_ads")

LATER = "a later version of this record is in the export"
REPEATED = "an earlier row has this key"
# File -> rows, rows staged, reasons of the others; counted by eye in the samples.
SAMPLE_ROWS = {
    "google_ads/account_history.csv": (1, 1, []),
    "google_ads/campaign_history.csv": (3, 2, [LATER]),
    "google_ads/campaign_stats.csv": (7, 5, [REPEATED, "required value is missing"]),
    "google_ads/ad_group_stats.csv": (2, 2, []),
    "facebook_ads/account_history.csv": (2, 1, [LATER]),
    "facebook_ads/campaign_history.csv": (2, 1, [LATER]),
    "facebook_ads/ad_history.csv": (2, 1, [LATER]),
    "facebook_ads/basic_ad.csv": (4, 3, [REPEATED]),
    "linkedin_ads/account_history.csv": (1, 1, []),
    "linkedin_ads/campaign_group_history.csv": (1, 1, []),
    "linkedin_ads/campaign_history.csv": (2, 1, [LATER]),
    "linkedin_ads/ad_analytics_by_campaign.csv": (2, 2, []),
    "linkedin_ads/ad_analytics_by_creative.csv": (1, 1, []),
    "microsoft_ads/account_history.csv": (1, 1, []),
    "microsoft_ads/campaign_history.csv": (3, 2, [LATER]),
    "microsoft_ads/campaign_performance_daily_report.csv": (3, 3, []),
    "microsoft_ads/account_performance_daily_report.csv": (1, 1, []),
    "twitter_ads/account_history.csv": (1, 1, []),
    "twitter_ads/campaign_history.csv": (1, 1, []),
    "twitter_ads/campaign_report.csv": (2, 2, []),
    "twitter_ads/promoted_tweet_report.csv": (1, 1, []),
    "web/touchpoints.csv": (2, 2, []),
    "web/conversions.csv": (1, 1, []),
}
# Dollars by campaign: each row of euros is converted and rounded by itself.
SPEND = {
    # 12.345678, 7.654322 and 10 EUR: 13.41 + 8.31 + 10.86. The ad groups say it once more.
    "google_ads|11001": ("Paid Search", Decimal("32.58")),
    "google_ads|11002": ("Cross-network", Decimal("32.58")),
    # Deleted since: no history names it.
    "google_ads|11003": ("Paid Search", Decimal("5.43")),
    "facebook_ads|22001": ("Paid Social", Decimal("90.00")),
    # An advertisement whose campaign nobody knows.
    None: ("Paid Social", Decimal("4.00")),
    "linkedin_ads|33001": ("Paid Social", Decimal("54.30")),
    # Its account, and so its currency, is not known: LinkedIn's own dollars.
    "linkedin_ads|33009": ("Paid Social", Decimal("10.85")),
    "microsoft_ads|44001": ("Paid Search", Decimal("17.44")),
    "microsoft_ads|44002": ("Display", Decimal("8.06")),
    "twitter_ads|x55001": ("Paid Social", Decimal("10.00")),
}
# Folder of the real-schema tables -> source system, prefix and suffix of the files.
REAL = {
    "dbt_google_ads": ("google_ads", ""),
    "dbt_facebook_ads": ("facebook_ads", "facebook_ads_"),
    "dbt_linkedin": ("linkedin_ads", "linkedin_"),
    "dbt_microsoft_ads": ("microsoft_ads", "microsoft_ads_"),
    "dbt_twitter": ("twitter_ads", "twitter_"),
}
# Source system -> table that counts, column of the amount, what divides it.
REAL_SPEND = {
    "google_ads": ("campaign_stats", "cost_micros", 1_000_000),
    "facebook_ads": ("basic_ad", "spend", 1),
    "linkedin_ads": ("ad_analytics_by_campaign", "cost_in_local_currency", 1),
    "microsoft_ads": ("campaign_performance_daily_report", "spend", 1),
    "twitter_ads": ("campaign_report", "billed_charge_local_micro", 1_000_000),
}
# Table -> what tells its records apart; of their versions one is staged.
REAL_HISTORIES = {
    "google_ads/campaign_history.csv": "id",
    "facebook_ads/account_history.csv": "id",
    "facebook_ads/campaign_history.csv": "id",
    "facebook_ads/ad_history.csv": "id",
    "linkedin_ads/account_history.csv": "id",
    "linkedin_ads/campaign_history.csv": "id",
    "linkedin_ads/campaign_group_history.csv": "id",
    "linkedin_ads/creative_history.csv": "id",
    "microsoft_ads/account_history.csv": "id",
    "microsoft_ads/campaign_history.csv": "id",
}


@pytest.fixture(scope="module")
def built(
    write_exports: Callable[..., Path],
    build_project: Callable[..., duckdb.DuckDBPyConnection],
) -> duckdb.DuckDBPyConnection:
    exports = write_exports(
        {
            "web/touchpoints.csv": """
                touchpoint_id,email,touched_at,utm_source,utm_medium,utm_campaign,landing_page
                v1,ada@brook.example,2024-03-04T09:00:00Z,,,11001,https://alderbrook.example/?gclid=EAIaIQob
                v2,ada@brook.example,2024-03-06T10:00:00Z,facebook,paid,22001,https://alderbrook.example/spring
                """,
            "web/conversions.csv": """
                conversion_id,email,converted_at,conversion_type,conversion_value,currency_code
                o1,ada@brook.example,2024-03-10T12:00:00Z,order,100.00,USD
                """,
        }
    )
    for platform in PLATFORMS:
        (exports / platform).symlink_to(PROJECT / "seeds/adapter_exports" / platform)
    return build_project(exports, {"data_driven_attribution": False})


@pytest.fixture(scope="module")
def real_folder(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real-schema tables under their loader's names."""
    exports = tmp_path_factory.mktemp("exports")
    for folder, (system, prefix) in REAL.items():
        (exports / system).mkdir()
        for original in (shared / "data/fivetran_seeds" / folder).glob("*_data.csv"):
            name = original.name.removeprefix(prefix).replace("_data.csv", ".csv")
            (exports / system / name).symlink_to(original)
    return exports


@pytest.fixture(scope="module")
def real(
    real_folder: Path, build_project: Callable[..., duckdb.DuckDBPyConnection]
) -> duckdb.DuckDBPyConnection:
    return build_project(
        real_folder,
        {"data_driven_attribution": False},
        select=["+rpt_ingestion", "+int_crm__spend_unioned", "+int_crm__campaigns_unioned"],
        exclude=["resource_type:test"],
    )


def test_every_row_of_the_samples_is_staged_or_rejected_with_its_reason(
    built: duckdb.DuckDBPyConnection,
    rows_by_file: Callable[..., dict[str, tuple[int | None, ...]]],
    rejections_by_file: Callable[..., dict[str, dict[str, int]]],
) -> None:
    assert rows_by_file(built) == {
        name: (rows, staged, rows - staged) for name, (rows, staged, _) in SAMPLE_ROWS.items()
    }
    assert rejections_by_file(built) == {
        name: Counter(reasons) for name, (_, _, reasons) in SAMPLE_ROWS.items() if reasons
    }


def test_spend_counts_once_per_campaign_in_dollars_on_the_channel_of_its_network(
    built: duckdb.DuckDBPyConnection,
) -> None:
    rows = built.execute(
        """
        select campaign_id, any_value(channel), sum(spend_amount)
        from marts.fct_spend
        group by campaign_id
        """
    ).fetchall()
    assert {row[0]: (row[1], row[2]) for row in rows} == SPEND


def test_a_charge_of_x_is_of_the_day_in_tokyo(built: duckdb.DuckDBPyConnection) -> None:
    days = built.execute(
        """
        select distinct cast(spend_date as varchar)
        from marts.fct_spend
        where campaign_id = 'twitter_ads|x55001'
        """
    ).fetchall()
    assert days == [("2024-03-04",)]


def test_the_order_is_shared_by_the_two_campaigns_that_were_clicked(
    built: duckdb.DuckDBPyConnection,
) -> None:
    credited = built.execute(
        """
        select touchpoint_id, channel, campaign_id, attributed_revenue
        from marts.fct_attribution_credits
        where attribution_model = 'linear' and conversion_type = 'order'
        order by touchpoint_id
        """
    ).fetchall()
    assert credited == [
        ("web|v1", "Paid Search", "google_ads|11001", Decimal("50.00")),
        ("web|v2", "Paid Social", "facebook_ads|22001", Decimal("50.00")),
    ]


def test_a_linkedin_campaign_group_stands_above_its_campaign(
    built: duckdb.DuckDBPyConnection,
) -> None:
    above = built.execute(
        """
        select parent_campaign_id from marts.dim_campaigns
        where campaign_id = 'linkedin_ads|33001'
        """
    ).fetchall()
    assert above == [("linkedin_ads|campaign_group:33001",)]


def test_real_schema_tables_go_through_row_for_row(
    real: duckdb.DuckDBPyConnection,
    real_folder: Path,
    read_csv: Callable[[Path], list[dict[str, str]]],
    rows_by_file: Callable[..., dict[str, tuple[int | None, ...]]],
) -> None:
    """Histories keep one version per record, everything else keeps every row."""
    found = rows_by_file(real)
    assert set(REAL_HISTORIES) <= set(found)
    assert len(found) == 29
    for name, counts in found.items():
        rows = read_csv(real_folder / name)
        key = REAL_HISTORIES.get(name)
        staged = len({row[key] for row in rows}) if key else len(rows)
        assert counts == (len(rows), staged, len(rows) - staged), name


@pytest.mark.parametrize("system", REAL_SPEND)
def test_real_schema_spend_is_what_the_raw_file_adds_up_to(
    system: str,
    real: duckdb.DuckDBPyConnection,
    real_folder: Path,
    read_csv: Callable[[Path], list[dict[str, str]]],
) -> None:
    table, column, divisor = REAL_SPEND[system]
    rows = read_csv(real_folder / system / f"{table}.csv")
    expected = sum((Decimal(row[column]) for row in rows), Decimal(0)) / divisor
    spent = real.execute(
        """
        select count(*), sum(spend_amount)
        from intermediate.int_crm__spend_unioned
        where source_system = $system
        """,
        {"system": system},
    ).fetchall()
    assert spent == [(len(rows), expected)]
