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
from itertools import groupby, pairwise
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
# Steps that reports name: the variable path_report_length.
PATH_LENGTH = 10

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
# channel: simplified Shapley, and the Markov chain of order 1, 2 and 3.
DATA_DRIVEN_CONVERSIONS_BY_CHANNEL = {
    "alpha": (7627.9440, 5344.9477, 5617.4539, 5748.0986),
    "beta": (1982.7393, 2527.3522, 2439.6490, 2405.5340),
    "delta": (2.2929, 4.6136, 5.1591, 5.0708),
    "epsilon": (374.6774, 599.5707, 614.3735, 623.4321),
    "eta": (3613.6560, 3340.8474, 3391.8582, 3396.0706),
    "gamma": (138.1857, 171.1454, 171.9182, 178.4828),
    "iota": (3505.0440, 3884.6147, 3810.5110, 3791.0292),
    "kappa": (159.0571, 274.3633, 266.0271, 264.2393),
    "lambda": (987.7821, 1282.8472, 1189.4720, 1150.7400),
    "mi": (2.6667, 1.7224, 2.0732, 2.1268),
    "theta": (1190.9631, 1971.9129, 1902.4736, 1849.8126),
    "zeta": (199.9917, 381.0626, 374.0313, 370.3630),
}
REMOVAL_EFFECTS_AT_ORDER_1 = {
    "alpha": 0.55839949,
    "beta": 0.26403854,
    "delta": 0.00048200,
    "epsilon": 0.06263858,
    "eta": 0.34902633,
    "gamma": 0.01787997,
    "iota": 0.40583500,
    "kappa": 0.02866339,
    "lambda": 0.13402212,
    "mi": 0.00017995,
    "theta": 0.20601046,
    "zeta": 0.03981052,
}
CONVERSION_PROBABILITY = 0.223845135597
MARKOV_MODELS = {f"markov_order_{order}": order for order in (1, 2, 3)}
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
    copy_project_with_models: Callable[..., Path],
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
    project = copy_project_with_models(
        [
            {"attribution_model": name, "family": "markov", "markov_order": str(order)}
            for name, order in MARKOV_MODELS.items()
        ]
    )
    return build_project(exports, {"money_digits": MONEY_DIGITS}, project=project)


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
    assert_conversions_conserved(
        built, "order", CONVERSIONS, value, added_models=list(MARKOV_MODELS)
    )
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


def test_simplified_shapley_by_channel_equals_the_published_table(
    built: duckdb.DuckDBPyConnection,
) -> None:
    actual = {
        channel: float(round(credit, 4))
        for channel, (credit, _) in by_channel(built, "simplified_shapley").items()
    }
    assert actual == {name: row[0] for name, row in DATA_DRIVEN_CONVERSIONS_BY_CHANNEL.items()}


@pytest.mark.parametrize(("attribution_model", "order"), MARKOV_MODELS.items())
def test_conversions_of_the_markov_chain_equal_the_published_table(
    built: duckdb.DuckDBPyConnection, attribution_model: str, order: int
) -> None:
    rows = built.execute(
        """
        select state, round(chain_conversions, 4), markov_order
        from marts.fct_removal_effects
        where attribution_model = $attribution_model
        """,
        {"attribution_model": attribution_model},
    ).fetchall()
    assert {state: conversions for state, conversions, _ in rows} == {
        name: row[order] for name, row in DATA_DRIVEN_CONVERSIONS_BY_CHANNEL.items()
    }
    assert {chain_order for _, _, chain_order in rows} == {order}


def test_removal_effects_of_order_1_equal_the_published_ones(
    built: duckdb.DuckDBPyConnection,
) -> None:
    """Printed with eight digits."""
    effects = built.execute(
        """
        select state, round(removal_effect, 8)
        from marts.fct_removal_effects
        where attribution_model = 'markov_order_1'
        """
    ).fetchall()
    assert dict(effects) == REMOVAL_EFFECTS_AT_ORDER_1


def test_conversion_probability_is_the_observed_rate_at_every_order(
    built: duckdb.DuckDBPyConnection,
) -> None:
    observed = CONVERSIONS / (CONVERSIONS + NULL_JOURNEYS)
    assert observed == pytest.approx(CONVERSION_PROBABILITY, abs=1e-12)
    rates = built.execute(
        "select distinct attribution_model, conversion_rate from marts.fct_removal_effects"
    ).fetchall()
    assert {name for name, _ in rates} == {"markov", *MARKOV_MODELS}
    for _, rate in rates:
        assert rate == pytest.approx(observed, abs=1e-12)


def test_transitions_are_those_of_every_path(
    built: duckdb.DuckDBPyConnection, paths: list[dict[str, Any]]
) -> None:
    """Counted here from the file: starts, steps and both ends, self-loops kept."""
    expected: dict[tuple[str, str], int] = defaultdict(int)
    for row in paths:
        states = ["(start)", *row["channels"]]
        for pair in pairwise(states):
            expected[pair] += row["conversions"] + row["nulls"]
        expected[states[-1], "(conversion)"] += row["conversions"]
        expected[states[-1], "(no conversion)"] += row["nulls"]
    transitions = built.execute(
        """
        select from_states, to_state, transition_count
        from marts.fct_markov_transitions
        where markov_order = 1
        """
    ).fetchall()
    actual = {(before, after): count for before, after, count in transitions}
    assert actual == {pair: count for pair, count in expected.items() if count}


def steps(channels: list[str]) -> list[str]:
    """The path without repeats in a row, the ten last steps after a mark where there are more."""
    runs = [channel for channel, _ in groupby(channels)]
    return runs if len(runs) <= PATH_LENGTH else ["…", *runs[-PATH_LENGTH:]]


REPORTS: dict[str, tuple[str, Callable[[list[str]], str]]] = {
    "rpt_path_performance": ("path", lambda channels: " > ".join(steps(channels))),
    "rpt_channel_combinations": ("channel_set", lambda names: " + ".join(sorted(set(names)))),
}


@pytest.mark.parametrize("report", REPORTS)
def test_paths_and_sets_convert_as_often_as_in_the_file(
    built: duckdb.DuckDBPyConnection,
    paths: list[dict[str, Any]],
    conversion_values: list[list[Decimal]],
    report: str,
) -> None:
    """Journeys, conversions, value, rate and lift, all counted here from the file.

    A lift is the rate of journeys that went so over that of others, each of the same number of
    touchpoints, these weighted by n * m / (n + m).
    """
    column, name_of = REPORTS[report]
    counted: dict[tuple[str, int], list[Any]] = defaultdict(lambda: [0, 0, Decimal(0)])
    of_length: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for row, values in zip(paths, conversion_values, strict=True):
        length, journeys = len(row["channels"]), row["conversions"] + row["nulls"]
        group = counted[name_of(row["channels"]), length]
        group[0] += journeys
        group[1] += row["conversions"]
        group[2] += sum(values, Decimal(0))
        of_length[length][0] += journeys
        of_length[length][1] += row["conversions"]

    expected: dict[str, list[Any]] = defaultdict(lambda: [0, 0, Decimal(0), 0.0, 0.0])
    for (name, length), (journeys, conversions, value) in counted.items():
        if journeys == 0:
            continue
        all_journeys, all_conversions = of_length[length]
        others, others_conversions = all_journeys - journeys, all_conversions - conversions
        found = expected[name]
        found[0] += journeys
        found[1] += conversions
        found[2] += value
        if others:
            weight = journeys * others / all_journeys
            found[3] += weight * conversions / journeys
            found[4] += weight * others_conversions / others

    rows = built.execute(
        f"""
        select {column}, journey_count, conversion_count, conversion_value, conversion_rate, lift
        from marts.{report}
        """
    ).fetchall()
    assert {row[0]: row[1:4] for row in rows} == {
        name: tuple(found[:3]) for name, found in expected.items()
    }
    for name, journeys, conversions, _, rate, lift in rows:
        assert rate == conversions / journeys
        own, others_own = expected[name][3:]
        assert lift == (pytest.approx(own / others_own, rel=1e-8) if others_own else None)
    assert sum(row[2] for row in rows) == CONVERSIONS
    assert sum(row[1] for row in rows) == CONVERSIONS + NULL_JOURNEYS
