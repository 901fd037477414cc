"""Pardot: the sample in a loader's shape, and the loader's real schema.

The story: Ida Thorsen (prospect 601) of Nordlicht Werft clicks an advertisement long before anybody
knows her, downloads a paper and asks; Bo Lien (602) comes to a webinar; the deal is won for 50,000.
"""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

PROJECT = Path(__file__).resolve().parents[2]
SAMPLE = PROJECT / "seeds/adapter_exports/pardot"
REAL = PROJECT.parent / "shared/data/fivetran_seeds/dbt_pardot"
DELETED = "deleted in the source system"

# File -> rows in it, and why some of them are rejected.
ROWS = {
    "campaign.csv": (3, {DELETED: 1}),
    "lifecycle_history.csv": (2, {}),
    "lifecycle_stage.csv": (2, {}),
    "list.csv": (1, {}),
    "list_membership.csv": (2, {}),
    "opportunity.csv": (2, {}),
    "opportunity_prospect.csv": (3, {}),
    "prospect.csv": (3, {DELETED: 1}),
    "prospect_account.csv": (1, {}),
    "visit.csv": (1, {}),
    "visitor.csv": (2, {}),
    # Activity 12 has no time.
    "visitor_activity.csv": (12, {"required value is missing": 1}),
}

# The journey of the won deal: activities and the visitor who stands in for a visit.
JOURNEY = {
    "pardot|1",  # advertisement, clicked by visitor 901 before it was prospect 601
    "pardot|2",  # visit 801
    "pardot|3",  # file; the view of a form two minutes later is nothing
    "pardot|5",  # form
    "pardot|7",  # open
    "pardot|8",  # click; the page to unsubscribe is nothing
    "pardot|visit|visitor|902",  # prospect 602 was first seen
    "pardot|10",  # webinar
}


@pytest.fixture(scope="module")
def real_files() -> dict[str, Path]:
    """Table -> the loader's real schema; none where the real inputs are not here."""
    return {
        path.name.removeprefix("pardot_").removesuffix("_data.csv"): path
        for path in REAL.glob("*_data.csv")
    }


@pytest.fixture(scope="module")
def built(
    real_files: dict[str, Path],
    build_beside_real: Callable[[Path, dict[str, Path]], duckdb.DuckDBPyConnection],
) -> duckdb.DuckDBPyConnection:
    """The sample and the real schema are two source systems of one build."""
    return build_beside_real(SAMPLE, real_files)


def test_every_row_is_staged_or_rejected_with_its_reason(
    built: duckdb.DuckDBPyConnection,
    rows_by_file: Callable[..., dict[str, tuple[int | None, ...]]],
    rejections_by_file: Callable[..., dict[str, dict[str, int]]],
) -> None:
    lines = {path.name: len(path.read_text().splitlines()) - 1 for path in SAMPLE.iterdir()}
    assert lines == {name: rows for name, (rows, _) in ROWS.items()}
    assert rows_by_file(built, "pardot") == {
        name: (rows, rows - sum(reasons.values()), sum(reasons.values()))
        for name, (rows, reasons) in ROWS.items()
    }
    assert rejections_by_file(built, "pardot") == {
        name: reasons for name, (_, reasons) in ROWS.items() if reasons
    }


def test_the_deal_is_explained_by_everybody_of_its_account(
    built: duckdb.DuckDBPyConnection, journey_pairs: Callable[..., set[tuple[str, str]]]
) -> None:
    pairs = journey_pairs(built, "opportunity_won")
    assert {pair for pair in pairs if pair[1].startswith("pardot|")} == {
        ("3878435", touchpoint) for touchpoint in JOURNEY
    }


def test_credits_of_the_won_deal(built: duckdb.DuckDBPyConnection) -> None:
    """Eight touchpoints, 50,000 / 8 = 6,250 each.

    Campaign 701 has the advertisement, 702 everything else but the visitor, who came by the
    campaign parameter yard-talk.
    """
    linear = built.execute(
        """
        select campaign_id, sum(attributed_revenue) from marts.fct_attribution_credits
        where attribution_model = 'linear' and conversion_type = 'opportunity_won'
            and split_part(conversion_id, '|', 2) = 'pardot'
        group by campaign_id
        """
    ).fetchall()
    assert dict(linear) == {
        "pardot|701": Decimal("6250"),
        "pardot|702": Decimal("37500"),
        "pardot|yard-talk": Decimal("6250"),
    }
    first = built.execute(
        """
        select touchpoint_id, attributed_revenue from marts.fct_attribution_credits
        where attribution_model = 'first_touch' and conversion_type = 'opportunity_won'
            and split_part(conversion_id, '|', 2) = 'pardot'
        """
    ).fetchall()
    assert first == [("pardot|1", Decimal("50000"))]


def test_lists_are_tags_and_the_lifecycle_is_named(built: duckdb.DuckDBPyConnection) -> None:
    tags = built.execute(
        """
        select person_record_id, tag from intermediate.int_crm__person_tags_unioned
        where source_system = 'pardot'
        """
    ).fetchall()
    assert set(tags) == {("pardot|601", "Yard talk guests"), ("pardot|602", "Yard talk guests")}
    stages = built.execute(
        """
        select stage_name from intermediate.int_crm__person_stage_changes_unioned
        where source_system = 'pardot'
        order by entered_at
        """
    ).fetchall()
    assert stages == [("Qualified",), ("Customer",)]


def test_the_real_schema_of_a_loader_goes_through_row_for_row(
    shared: Path,
    real_files: dict[str, Path],
    built: duckdb.DuckDBPyConnection,
    read_csv: Callable[[Path], list[dict[str, str]]],
    rows_by_file: Callable[..., dict[str, tuple[int | None, ...]]],
) -> None:
    """All eight tables are read; what the loader marks as deleted is rejected, and nothing else."""
    expected = {}
    for name, path in real_files.items():
        rows = read_csv(path)
        deleted = sum(row.get("_fivetran_deleted", "").lower() == "true" for row in rows)
        expected[f"{name}.csv"] = (len(rows), len(rows) - deleted, deleted)
    assert len(expected) == 8
    # 78 of 100 prospects and 2 of 100 campaigns are deleted.
    assert sum(rejected for _, _, rejected in expected.values()) == 80
    assert rows_by_file(built, "pardot_real") == expected
