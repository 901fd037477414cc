"""PathData: the attribution numbers that several published packages agree on.

The file holds 10 000 aggregated paths ("eta > iota > alpha") over 12 channels: 19 785 conversions
worth 74 802.971587, and 68 602 paths that did not convert. Expanded to one journey per conversion
and per null it makes 88 387 people with 378 209 touchpoints, of which 86 322 lie on converting
journeys. The table below is the one of ../shared/attribution_models.md, section 3.

Rows repeat (522 are exact copies of another): they are counts, so each is expanded on its own.
"""

import csv
import gzip
from collections import defaultdict
from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

SYSTEM = "pathdata"
CONVERSIONS = 19_785
NULL_JOURNEYS = 68_602
TOUCHPOINTS = 378_209
# Values are exported in ten-thousandths of their unit, with eight decimal digits: rounding a credit
# then moves the twelfth digit, and sums of 86 322 of them keep the six digits that are published.
MONEY_DIGITS = 8
PARTS_PER_UNIT = 10_000
SMALLEST_AMOUNT = Decimal(1).scaleb(-MONEY_DIGITS)

# channel: conversions by first touch, last touch, linear and u-shaped (40/20/40).
CONVERSIONS_BY_CHANNEL = {
    "alpha": (6308, 8447, 7574.7186, 7444.8238),
    "beta": (2831, 989, 2083.5001, 1969.7662),
    "delta": (1, 5, 1.7250, 2.5867),
    "epsilon": (99, 531, 272.1704, 301.0502),
    "eta": (3164, 4167, 3539.9512, 3618.7961),
    "gamma": (165, 92, 121.0416, 125.2409),
    "iota": (4606, 3355, 3857.0962, 3944.9482),
    "kappa": (74, 230, 137.9641, 147.4596),
    "lambda": (902, 1207, 1035.2576, 1046.9039),
    "mi": (2, 2, 2.2222, 2.0571),
    "theta": (1606, 653, 1022.8014, 1092.7445),
    "zeta": (27, 107, 136.5515, 88.6229),
}
VALUE_OF_ALPHA = {
    "first_touch": 19_121.272356,
    "last_touch": 28_414.214274,
    "linear": 24_524.709569,
}


@pytest.fixture(scope="module")
def paths(shared: Path) -> list[dict[str, Any]]:
    """Rows of the file: channels in order, conversions, exact value, nulls."""
    with gzip.open(shared / "data/pathdata/data.csv.gz", "rt", newline="") as file:
        return [
            {
                "channels": row["path"].split(" > "),
                "conversions": int(row["total_conversions"]),
                "value": Decimal(row["total_conversion_value"]),
                "nulls": int(row["total_null"]),
            }
            for row in csv.DictReader(file)
        ]


@pytest.fixture(scope="module")
def conversion_values(paths: list[dict[str, Any]]) -> list[list[Decimal]]:
    """Per row, the value of each of its conversions in ten-thousandths.

    Differences of the rounded running total: they add up to the row's value, rounded once.
    """
    values = []
    for row in paths:
        parts = row["value"] * PARTS_PER_UNIT
        running = [
            (parts * number / max(row["conversions"], 1)).quantize(SMALLEST_AMOUNT)
            for number in range(row["conversions"] + 1)
        ]
        values.append([upper - lower for lower, upper in pairwise(running)])
    return values


@pytest.fixture(scope="module")
def built(
    paths: list[dict[str, Any]],
    conversion_values: list[list[Decimal]],
    build_project: Callable[..., duckdb.DuckDBPyConnection],
    tmp_path_factory: pytest.TempPathFactory,
) -> duckdb.DuckDBPyConnection:
    exports = tmp_path_factory.mktemp("exports")
    (exports / SYSTEM).mkdir()
    touchpoints: dict[str, list[Any]] = defaultdict(list)
    conversions: dict[str, list[Any]] = defaultdict(list)
    start = datetime(2024, 1, 1)
    for row_number, (row, values) in enumerate(zip(paths, conversion_values, strict=True)):
        instants = [start + timedelta(minutes=minute) for minute in range(len(row["channels"]))]
        journeys = [f"{row_number}-converting-{number}" for number in range(row["conversions"])]
        for journey, value in zip(journeys, values, strict=True):
            conversions["conversion_id"].append(journey)
            conversions["person_id"].append(journey)
            conversions["converted_at"].append(instants[-1])
            conversions["conversion_value"].append(value)
        journeys += [f"{row_number}-null-{number}" for number in range(row["nulls"])]
        for journey in journeys:
            touchpoints["person_id"] += [journey] * len(instants)
            touchpoints["touched_at"] += instants
            touchpoints["channel"] += row["channels"]
    assert len(touchpoints["channel"]) == TOUCHPOINTS
    pq.write_table(pa.table(touchpoints), exports / SYSTEM / "touchpoints.parquet")
    pq.write_table(pa.table(conversions), exports / SYSTEM / "conversions.parquet")
    return build_project(exports, {"money_digits": MONEY_DIGITS})


def by_channel(connection: duckdb.DuckDBPyConnection, attribution_model: str) -> dict[str, Any]:
    """Conversions and value that an attribution model credits to each channel."""
    rows = connection.execute(
        """
        select channel, sum(credit), sum(attributed_revenue)
        from marts.fct_attribution_credits
        where attribution_model = $attribution_model
        group by channel
        """,
        {"attribution_model": attribution_model},
    ).fetchall()
    return {channel: (credit, revenue / PARTS_PER_UNIT) for channel, credit, revenue in rows}


def test_nothing_is_lost_or_doubled(
    built: duckdb.DuckDBPyConnection,
    conversion_values: list[list[Decimal]],
    assert_conversions_conserved: Callable[..., None],
    assert_rows_accounted_for: Callable[..., None],
) -> None:
    """The value is the file's 74 802.971587210835, each row rounded once."""
    value = sum((value for values in conversion_values for value in values), Decimal(0))
    assert round(value / PARTS_PER_UNIT, 8) == Decimal("74802.97158721")
    assert_conversions_conserved(built, "order", CONVERSIONS, value)
    assert_rows_accounted_for(
        built, {"touchpoints.parquet": TOUCHPOINTS, "conversions.parquet": CONVERSIONS}
    )


def test_null_journeys_stay_as_people_who_did_not_convert(
    built: duckdb.DuckDBPyConnection,
) -> None:
    """Every person is kept, converting or not, and no conversion is without a touchpoint."""
    people = built.execute(
        "select count(*), count(distinct person_id) from marts.fct_touchpoints"
    ).fetchall()
    assert people == [(TOUCHPOINTS, CONVERSIONS + NULL_JOURNEYS)]
    journeys = built.execute(
        "select count(*), min(journey_length), max(journey_length), sum(journey_length)"
        " from marts.fct_journeys"
    ).fetchall()
    # The longest converting path and the touchpoints on converting paths, counted in the file.
    assert journeys == [(CONVERSIONS, 1, 89, 86_322)]


@pytest.mark.parametrize(
    ("attribution_model", "column"),
    [("first_touch", 0), ("last_touch", 1), ("linear", 2), ("u_shaped", 3)],
)
def test_conversions_by_channel_equal_the_published_table(
    built: duckdb.DuckDBPyConnection, attribution_model: str, column: int
) -> None:
    actual = {
        channel: float(round(credit, 4))
        for channel, (credit, _) in by_channel(built, attribution_model).items()
    }
    assert actual == {name: row[column] for name, row in CONVERSIONS_BY_CHANNEL.items()}


@pytest.mark.parametrize("attribution_model", ["first_touch", "last_touch", "linear"])
def test_value_by_channel_equals_the_file(
    built: duckdb.DuckDBPyConnection, paths: list[dict[str, Any]], attribution_model: str
) -> None:
    """Each channel's value is the sum over paths of value × share, worked here from the file.

    Alpha's is published with six digits.
    """
    expected: dict[str, Decimal] = defaultdict(Decimal)
    for row in paths:
        channels = row["channels"]
        touched = {
            "first_touch": channels[:1],
            "last_touch": channels[-1:],
            "linear": channels,
        }[attribution_model]
        for channel in touched:
            expected[channel] += row["value"] / len(touched)
    values = by_channel(built, attribution_model)
    actual = {channel: float(revenue) for channel, (_, revenue) in values.items()}
    assert actual == pytest.approx(
        {channel: float(value) for channel, value in expected.items() if value}, abs=1e-8
    )
    assert round(actual["alpha"], 6) == VALUE_OF_ALPHA[attribution_model]
