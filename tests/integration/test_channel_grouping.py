"""GA4's default channel group: its published cases and its list of sites, through our models.

One case stands apart. The cases come from a test of Velir's dbt-ga4 that compares sets of channels,
so that it cannot see a single wrong one; by Google's own words alibaba without a medium is Organic
Shopping. The published case is followed all the same, by a rule of its own in channel_rules.
"""

import csv
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

# GA4's word for what no rule matches, and ours.
UNASSIGNED = {"Unassigned": "(unmapped)"}
CATEGORY_PREFIX = "SOURCE_CATEGORY_"

# source, medium, referrer, landing page, click id column -> channel; worked out from the rules of
# GA4 and what each click id marks.
CLICKS = {
    "a paid click without a source": (
        {"landing_page": "https://us.example/?gclid=EAIaIQ"},
        "Paid Search",
    ),
    "a paid click that arrived as organic": (
        {"source": "google", "medium": "organic", "landing_page": "https://us.example/?gclid=x"},
        "Paid Search",
    ),
    "a click id in a column of its own": ({"msclkid": "0b1"}, "Paid Search"),
    "Facebook marks every link": (
        {"landing_page": "https://us.example/?fbclid=IwAR0"},
        "Organic Social",
    ),
    "Facebook, paid": (
        {"source": "fb", "medium": "paid", "landing_page": "https://us.example/?fbclid=IwAR0"},
        "Paid Social",
    ),
    "LinkedIn marks paid links": ({"li_fat_id": "8a"}, "Paid Social"),
    "a search site of a country": ({"referrer": "https://www.google.co.uk/"}, "Organic Search"),
    "a social site of a country": ({"referrer": "https://de.linkedin.com/feed"}, "Organic Social"),
    "any other site": ({"referrer": "https://blog.example/post"}, "Referral"),
    "the site itself": (
        {"referrer": "https://us.example/a", "landing_page": "https://www.us.example/b"},
        "Direct",
    ),
    "nothing": ({}, "Direct"),
    "a campaign's name alone": ({"campaign_name": "spring"}, "(unmapped)"),
    "a shop that is none": ({"campaign_name": "bishop-visit"}, "(unmapped)"),
}
COLUMNS = (
    "touchpoint_id",
    "touched_at",
    "source",
    "medium",
    "campaign_name",
    "referrer",
    "landing_page",
    "msclkid",
    "li_fat_id",
)

Rows = list[dict[str, str]]


@pytest.fixture(scope="module")
def cases(shared: Path, read_csv: Callable[[Path], Rows]) -> Rows:
    return read_csv(shared / "golden/ga4_channel_grouping/default_channel_grouping_cases.csv")


@pytest.fixture(scope="module")
def sites(shared: Path, read_csv: Callable[[Path], Rows]) -> Rows:
    return read_csv(shared / "golden/ga4_channel_grouping/ga4_source_categories.csv")


@pytest.fixture(scope="module")
def grouped(
    cases: Rows,
    sites: Rows,
    tmp_path_factory: pytest.TempPathFactory,
    build_project: Callable[..., duckdb.DuckDBPyConnection],
) -> dict[str, tuple[str, str | None]]:
    """Touchpoint -> its channel and the category of its source."""
    exports = tmp_path_factory.mktemp("exports")
    (exports / "web").mkdir()
    visits = {
        f"case {row}": {**case, "campaign_name": case["campaign"]} for row, case in enumerate(cases)
    }
    visits |= {f"site {row['source']}": {"source": row["source"]} for row in sites}
    visits |= {name: visit for name, (visit, _) in CLICKS.items()}
    with (exports / "web/touchpoints.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        for name, visit in visits.items():
            writer.writerow({"touchpoint_id": name, "touched_at": "2024-03-01T09:00:00Z", **visit})
    connection = build_project(
        exports,
        {"data_driven_attribution": False},
        select=["+int_journeys__touchpoint_channels_mapped"],
        exclude=["resource_type:test"],
    )
    rows = connection.execute(
        """
        select substr(visits.touchpoint_id, length('web|') + 1), mapped.channel,
            mapped.site_category
        from intermediate.int_journeys__touchpoints_sourced as visits
        inner join intermediate.int_journeys__touchpoint_channels_mapped as mapped
            on visits.source is not distinct from mapped.source
            and visits.medium is not distinct from mapped.medium
            and visits.campaign_name is not distinct from mapped.campaign_name
            and visits.click_id_name is not distinct from mapped.click_id_name
            and visits.referring_host is not distinct from mapped.referring_host
            and visits.touchpoint_type = mapped.touchpoint_type
        """
    ).fetchall()
    assert len(rows) == len(visits)
    return {name: (channel, category) for name, channel, category in rows}


def test_every_published_case_has_its_channel(
    cases: Rows, grouped: dict[str, tuple[str, str | None]]
) -> None:
    assert len(cases) == 30
    expected = [
        UNASSIGNED.get(case["expected_channel"], case["expected_channel"]) for case in cases
    ]
    assert [grouped[f"case {row}"][0] for row in range(len(cases))] == expected


def test_every_listed_source_has_its_category_and_without_a_medium_its_organic_channel(
    sites: Rows, grouped: dict[str, tuple[str, str | None]]
) -> None:
    assert len(sites) == 819
    for row in sites:
        category = row["source_category"].removeprefix(CATEGORY_PREFIX).lower()
        channel = "Paid Shopping" if row["source"] == "alibaba" else f"Organic {category.title()}"
        assert grouped[f"site {row['source']}"] == (channel, category), row


@pytest.mark.parametrize("name", CLICKS)
def test_clicks_and_referrers_tell_the_channel_where_no_source_is_named(
    name: str, grouped: dict[str, tuple[str, str | None]]
) -> None:
    assert grouped[name][0] == CLICKS[name][1]
