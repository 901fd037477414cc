"""The revenue bridge: the mart's SQL, rendered without dbt, on random rows in DuckDB.

It has to add up to the change to the minor unit whatever the rows, and each effect has to be the
one that Python finds by going through all orders in which the factors can change.
"""

import re
from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise, permutations
from math import prod
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import duckdb
import jinja2
import numpy as np
import pytest

ROOT = Path(__file__).resolve().parents[3]
MODEL = ROOT / "models/marts/campaigns/rpt_revenue_bridge.sql"
VARIABLES = {"money_digits": 2, "reporting_currency": "USD", "reporting_period": "month"}
EFFECTS = ["volume", "mix", "rate", "value", "new_channel", "lost_channel", "fx", "refund"]
PERIODS = [date(2025, month, 1) for month in range(1, 7)]
CHANNELS = ["Email", "Search", "Event", "Partner", "(unattributed)"]
# Rates change in the midst of a month as well; the yen has none before March.
RATES = [
    ("EUR", 1.05, date(2000, 1, 1), date(2025, 2, 11)),
    ("EUR", 1.13, date(2025, 2, 11), date(2025, 5, 1)),
    ("EUR", 1.02, date(2025, 5, 1), date(9999, 12, 31)),
    ("JPY", 0.0067, date(2025, 3, 1), date(9999, 12, 31)),
]


class _Returned(Exception):
    """What dbt's return() hands back in place of the text that a macro prints."""


def rendered(source: Path, **names: Any) -> Any:
    """The file's template as dbt would render it; a macro by its name."""

    def return_(value: Any) -> None:
        raise _Returned(value)

    environment = jinja2.Environment(extensions=["jinja2.ext.do"])
    return environment.from_string(
        source.read_text(encoding="utf-8"),
        globals={
            "crm_attribution": SimpleNamespace(
                **{path.stem: macro(path) for path in ROOT.glob("macros/*/*.sql")}
            ),
            "var": VARIABLES.__getitem__,
            "ref": lambda model: model,
            "return": return_,
            **names,
        },
    )


def macro(source: Path) -> Callable[..., Any]:
    def call(*arguments: Any, **named: Any) -> Any:
        try:
            return getattr(rendered(source).module, source.stem)(*arguments, **named)
        except _Returned as returned:
            return returned.args[0]

    return call


BRIDGE = rendered(MODEL).render()

Totals = list[tuple[str, str, date | None, str, Decimal, Decimal]]
Reach = dict[tuple[str, date], int]


def drawn(seed: int) -> tuple[Totals, Reach]:
    """Credits (type, channel, period, currency, conversions, revenue) and reach.

    Channels come and go, some periods have no booking, and values are negative at times.
    """
    random = np.random.default_rng(seed)
    totals: Totals = []
    reach: Reach = {}
    for channel in CHANNELS:
        for period in PERIODS:
            if random.random() < 0.25:
                continue
            bookings = int(random.integers(0, 5))
            for _ in range(bookings):
                totals.append(
                    (
                        "order",
                        channel,
                        period,
                        str(random.choice(["USD", "EUR", "JPY"])),
                        Decimal(int(random.integers(1, 3_000_000))) / 1_000_000,
                        Decimal(int(random.integers(-20_000, 900_000))) / 100,
                    )
                )
            if random.random() < 0.3:
                back = Decimal(int(random.integers(1, 90_000))) / -100
                totals.append(("refund", channel, period, "EUR", Decimal(1), back))
            if channel != "(unattributed)" and (bookings or random.random() < 0.7):
                reach[channel, period] = int(random.integers(10, 500))
    # What has no date is in no period.
    totals.append(("order", "Email", None, "USD", Decimal(1), Decimal("123.45")))
    return totals, reach


def bridged(totals: Totals, reach: Reach) -> list[dict[str, Any]]:
    with duckdb.connect() as connection:
        connection.execute(
            """
            create table fct_conversions as select * from (
                values ('order', 'booked', true), ('refund', 'refunded', true),
                    ('lead_created', null, false)
            ) as _ (conversion_type, revenue_basis, is_booked);
            create table dim_dates as
            select day::date as date_day, date_trunc('month', day)::date as period_start_date
            from generate_series(date '2024-12-15', date '2025-07-10', interval 1 day) as _ (day);
            create table fct_attribution_totals (
                conversion_type varchar, channel varchar, conversion_period_date date,
                original_currency_code varchar, attributed_conversions decimal(38, 12),
                attributed_revenue decimal(28, 2), attribution_model varchar default 'linear',
                is_booked boolean default true
            );
            create table fct_channel_reach (
                channel varchar, period_start_date date, reached_count bigint
            );
            create table int_money__currency_factors_dated (
                currency_code varchar, factor double, valid_from date, valid_until date
            );
            """
        )
        connection.executemany(
            "insert into int_money__currency_factors_dated values (?, ?, ?, ?)", RATES
        )
        if totals:
            connection.executemany(
                """
                insert into fct_attribution_totals (
                    conversion_type, channel, conversion_period_date, original_currency_code,
                    attributed_conversions, attributed_revenue
                ) values (?, ?, ?, ?, ?, ?)
                """,
                totals,
            )
        # What is not booked, such as an order of a deal already counted, has no part.
        connection.execute(
            """
            insert into fct_attribution_totals by name
            select 'order' as conversion_type, 'Email' as channel,
                date '2025-02-01' as conversion_period_date, 'USD' as original_currency_code,
                1 as attributed_conversions, 999 as attributed_revenue,
                'linear' as attribution_model, false as is_booked
            """
        )
        if reach:
            connection.executemany(
                "insert into fct_channel_reach values (?, ?, ?)",
                [(*key, count) for key, count in reach.items()],
            )
        relation = connection.sql(BRIDGE)
        names = relation.columns
        return [dict(zip(names, row, strict=True)) for row in relation.fetchall()]


def mean_rate(currency: str, period: date) -> float | None:
    """Mean over the days of the month, of those that have a rate."""
    after = (period + timedelta(days=31)).replace(day=1)
    days = [period + timedelta(days=number) for number in range((after - period).days)]
    rates = [
        rate for day in days for code, rate, start, end in RATES
        if code == currency and start <= day < end
    ]  # fmt: skip
    return sum(rates) / len(rates) if rates else None


def expected_effects(
    totals: Totals, reach: Reach, before: date, now: date
) -> dict[str, dict[str, float]]:
    """By channel, each effect, the four factors in all 24 orders."""
    known: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for kind, channel, period, currency, conversions, revenue in totals:
        if period not in (before, now):
            continue
        side = "before" if period == before else "now"
        if kind == "refund":
            known[channel]["refund"] += float(revenue) * (1 if side == "now" else -1)
            continue
        known[channel][f"k_{side}"] += float(conversions)
        rates = mean_rate(currency, before), mean_rate(currency, now)
        fx = 0.0
        if side == "now" and rates[0] and rates[1]:
            fx = float(revenue) * (1 - rates[0] / rates[1])
        known[channel][f"b_{side}"] += float(revenue) - fx
        known[channel]["fx"] += fx
    for channel in {name for name, _ in reach}:
        known[channel]["n_before"] = reach.get((channel, before), 0)
        known[channel]["n_now"] = reach.get((channel, now), 0)
    for found in known.values():
        for side in ("before", "now"):
            found[f"n_{side}"] = found[f"n_{side}"] or found[f"k_{side}"]
    compared = [name for name, found in known.items() if found["n_before"] and found["n_now"]]
    all_n = {side: sum(known[name][f"n_{side}"] for name in compared) for side in ("before", "now")}

    effects = {}
    for channel, found in known.items():
        row = dict.fromkeys(EFFECTS, 0.0) | {"fx": found["fx"], "refund": found["refund"]}
        if channel not in compared:
            kind = "lost_channel" if found["n_before"] else "new_channel"
            row[kind] = found["b_now"] - found["b_before"]
        else:
            sides = {}
            for side, other in (("before", "now"), ("now", "before")):
                n, k = found[f"n_{side}"], found[f"k_{side}"]
                value = found[f"b_{side}"] / k if k else 0.0
                if not k and found[f"k_{other}"]:
                    value = found[f"b_{other}"] / found[f"k_{other}"]
                sides[side] = [all_n[side], n / all_n[side], k / n, value]
            orders = list(permutations(range(4)))
            for order in orders:
                factors = list(sides["before"])
                for changed in order:
                    product = prod(factors)
                    factors[changed] = sides["now"][changed]
                    row[EFFECTS[changed]] += (prod(factors) - product) / len(orders)
        effects[channel] = row
    return effects


def amount(row: dict[str, Any], effect: str) -> Decimal:
    return row[f"{effect}_effect"]


@pytest.mark.parametrize("seed", range(25))
def test_effects_add_up_exactly_and_are_those_of_all_orders(seed: int) -> None:
    totals, reach = drawn(seed)
    rows = bridged(totals, reach)
    dated = [row[2] for row in totals if row[2]]
    spanned = [period for period in PERIODS if min(dated) <= period <= max(dated)]
    assert {(row["previous_period_start_date"], row["period_start_date"]) for row in rows} == set(
        pairwise(spanned)
    )

    revenue: dict[tuple[str, date], Decimal] = defaultdict(Decimal)
    for _, channel, period, _, _, value in totals:
        if period:
            revenue[channel, period] += value
            revenue["(all channels)", period] += value
    for row in rows:
        before, now = row["previous_period_start_date"], row["period_start_date"]
        assert row["previous_attributed_revenue"] == revenue[row["channel"], before]
        assert row["attributed_revenue"] == revenue[row["channel"], now]
        change = row["attributed_revenue"] - row["previous_attributed_revenue"]
        assert sum(amount(row, effect) for effect in EFFECTS) == change

    for before, now in pairwise(spanned):
        pair = {row["channel"]: row for row in rows if row["period_start_date"] == now}
        everything = pair.pop("(all channels)")
        for column, value in everything.items():
            if isinstance(value, Decimal):
                assert value == sum(row[column] for row in pair.values()), column
        expected = expected_effects(totals, reach, before, now)
        for channel, row in pair.items():
            for effect in EFFECTS:
                # Rounding moves an effect by half a unit, an FX effect by that per currency, and
                # the value effect by what the others leave.
                assert float(amount(row, effect)) == pytest.approx(
                    expected[channel][effect], rel=1e-6, abs=0.035
                ), (channel, effect)


def test_the_example_of_the_docs() -> None:
    january, february = PERIODS[:2]
    rows = bridged(
        [
            ("order", "Email", january, "USD", Decimal(10), Decimal(1000)),
            ("order", "Email", february, "USD", Decimal(30), Decimal(2400)),
            ("refund", "Email", february, "USD", Decimal(1), Decimal("-50.01")),
        ],
        {("Email", january): 100, ("Email", february): 200},
    )
    (row,) = [row for row in rows if row["channel"] == "Email"]
    found = {effect: str(amount(row, effect)) for effect in EFFECTS if amount(row, effect)}
    assert found == {"volume": "1116.67", "rate": "666.67", "value": "-383.34", "refund": "-50.01"}


def test_without_bookings_there_is_no_bridge() -> None:
    assert bridged([], {("Email", PERIODS[0]): 3}) == []


def test_no_logarithm_is_taken() -> None:
    """A channel whose revenue is negative, or 0, is split like any other."""
    january, february = PERIODS[:2]
    rows = bridged(
        [
            ("order", "Email", january, "USD", Decimal(2), Decimal(-10)),
            ("order", "Email", february, "USD", Decimal(1), Decimal(0)),
        ],
        {("Email", january): 10, ("Email", february): 10},
    )
    # Rate .2 to .1, value -5 to 0: 10 * -.1 * (-5 + 0) / 2 and 10 * 5 * (.2 + .1) / 2.
    for row in rows:
        assert (amount(row, "rate"), amount(row, "value")) == (Decimal("2.5"), Decimal("7.5"))


def test_the_sql_has_no_tag_left() -> None:
    assert not re.search(r"{[{%]", BRIDGE)
