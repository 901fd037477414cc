"""Media mix data: weekly spend and sales that Meta and Google simulated, and those of a retailer.

Robyn's ``dt_simulated_weekly`` and Meridian's ``national_all_channels`` were simulated, so every
channel does bring sales; the coefficients were published with neither. What can be held against
them is the sign of each effect and, for Robyn's file, the order of the returns on spend that Robyn
itself published of it. mmm_stan's retailer is real: nobody knows the truth, so it only has to
build.

What is found, and what is not:

- Robyn's file: all five signs, and Robyn's order of the five returns, with and without the file's
  other columns. At 95 % tv and facebook can be told from zero either way and ooh neither way: for
  what it costs it is weak. Search and print hang on what else is in the regression.
- Meridian's file: without its other columns one channel in five has an effect at all, because the
  competitors' sales that depress revenue move with the spend of every channel (0.25 to 0.75) and a
  CRM does not know them. With them all five signs are found, but none can be told from zero in 156
  weeks: everything is withheld, and no order is claimed.
"""

import csv
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

from crm_attribution.planning.estimate import fit_responses
from crm_attribution.planning.shapes import adstock, saturate

ROBYN_CHANNELS = ["tv_S", "ooh_S", "print_S", "facebook_S", "search_S"]
# Robyn 3.11.1's own fit of the file (facebookexperimental/Robyn at 75bfeaf, model 3_165_9): revenue
# per unit of spend. Not the truth, but found by other means: Hill curves, ridge regression and
# evolutionary search, with holidays, competitors and newsletters.
ROBYN_RETURNS = {
    "facebook_S": 11.87,
    "search_S": 4.93,
    "tv_S": 3.96,
    "print_S": 3.12,
    "ooh_S": 2.22,
}
MERIDIAN_CHANNELS = [f"Channel{number}_spend" for number in range(5)]
# What the variables of dbt_project.yml say.
SETTINGS = {
    "families": ["log", "hill"],
    "decays": [0.0, 0.2, 0.4, 0.6, 0.8],
    "minimum_weeks": 52,
    "recent_weeks": 13,
    "replicates": 1000,
    "seed": 1,
    "level": 0.95,
}
PLANNING = ["+rpt_response_curves", "+fct_response_parameters", "+rpt_budget_plan"]
FEW_MODELS = {"data_driven_attribution": False}
# Of a few marts only: the others' tests would miss their tables.
NO_TESTS = ["resource_type:test"]


@pytest.fixture(scope="module")
def folder(shared: Path) -> Path:
    return shared / "data" / "mmm_spend"


def cents(text: str | float) -> int:
    return round(Decimal(str(text)) * 100)


def monday(text: str) -> date:
    day = date.fromisoformat(text)
    return day - timedelta(days=day.weekday())


def weekly(rows: Iterable[dict[str, str]], channels: list[str], *, day: str, revenue: Callable):
    """The frame that fit_responses reads: spend per channel, and revenue without one."""
    figures = []
    for row in rows:
        week = monday(row[day])
        figures += [(week, channel, cents(row[channel])) for channel in channels]
        figures.append((week, None, revenue(row)))
    schema = {"week_start_date": pl.Date, "channel": pl.String, "amount_minor": pl.Int64}
    return pl.DataFrame(figures, schema=schema, orient="row")


def mean_returns(weeks: pl.DataFrame, responses: pl.DataFrame) -> dict[str, float]:
    """Revenue that each channel brought per unit of its spend, by its curve."""
    found = {}
    for row in responses.iter_rows(named=True):
        spend = weeks.filter(channel=row["channel"]).sort("week_start_date")["amount_minor"]
        felt = adstock(spend.to_numpy(), decay=row["adstock_decay"])
        height = saturate(felt, scale=row["scale_minor"], family=row["curve_family"])
        found[row["channel"]] = row["coefficient_minor"] * height.sum() / spend.sum()
    return found


def told(responses: pl.DataFrame) -> set[str]:
    return set(responses.filter(pl.col("withheld_reason").is_null())["channel"])


@pytest.fixture(scope="module")
def robyn(folder: Path, read_csv: Callable[[Path], list[dict[str, str]]]) -> list[dict[str, str]]:
    rows = read_csv(folder / "robyn_dt_simulated_weekly.csv")
    assert len(rows) == 208
    return rows


@pytest.fixture(scope="module")
def robyn_weeks(robyn: list[dict[str, str]]) -> pl.DataFrame:
    return weekly(robyn, ROBYN_CHANNELS, day="DATE", revenue=lambda row: cents(row["revenue"]))


def test_robyns_signs_and_order_are_found(robyn_weeks, robyn):
    others = np.array(
        [[float(row["competitor_sales_B"]) / 1e6, float(row["newsletter"]) / 1e4] for row in robyn]
    )
    for controls in (None, others):
        responses = fit_responses(robyn_weeks, **SETTINGS, controls=controls)
        assert (responses["coefficient_minor"] > 0).all()
        found = mean_returns(robyn_weeks, responses)
        assert sorted(found, key=found.get) == sorted(ROBYN_RETURNS, key=ROBYN_RETURNS.get)
        assert {"tv_S", "facebook_S"} <= told(responses)
        # Weak for what it costs: four years do not tell it from nothing.
        assert "ooh_S" not in told(responses)


def test_meridians_effects_are_hidden_by_competitors_and_withheld(folder, read_csv):
    rows = read_csv(folder / "meridian_national_all_channels.csv")
    assert len(rows) == 156
    weeks = weekly(
        rows,
        MERIDIAN_CHANNELS,
        day="time",
        revenue=lambda row: cents(
            Decimal(row["conversions"]) * Decimal(row["revenue_per_conversion"])
        ),
    )
    alone = fit_responses(weeks, **SETTINGS)
    assert alone.filter(pl.col("coefficient_minor") > 0)["channel"].to_list() == ["Channel0_spend"]
    assert told(alone) == set()
    assert alone["r_squared"][0] < 0.1

    columns = ["competitor_sales_control", "sentiment_score_control", "Promo"]
    known = [
        [
            *(float(row[column]) for column in columns),
            float(row["Organic_channel0_impression"]) / 1e7,
        ]
        for row in rows
    ]
    responses = fit_responses(weeks, **SETTINGS, controls=np.array(known))
    assert (responses["coefficient_minor"] > 0).all()
    assert told(responses) == set()
    assert set(responses["withheld_reason"]) == {"effect_not_told_from_zero"}


def write_weeks(
    folder: Path, rows: list[dict[str, str]], channels: list[str], *, day: str, revenue: str
) -> None:
    """Exports of weeks: spend in seven even days, revenue in two orders, exact to the cent."""
    with (folder / "spend.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["spend_date", "channel", "spend_amount"])
        for row in rows:
            for channel in channels:
                total = cents(row[channel])
                for number in range(7 if total else 0):
                    part = total * (number + 1) // 7 - total * number // 7
                    date_text = (monday(row[day]) + timedelta(days=number)).isoformat()
                    writer.writerow([date_text, channel, Decimal(part) / 100])
    with (folder / "orders.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["order_id", "order_amount", "ordered_at"])
        for number, row in enumerate(rows):
            total = cents(row[revenue])
            for part, days, amount in ((1, 0, total // 2), (2, 6, total - total // 2)):
                ordered = (monday(row[day]) + timedelta(days=days)).isoformat()
                writer.writerow([f"{number}-{part}", Decimal(amount) / 100, ordered])


@pytest.fixture(scope="module")
def robyn_build(tmp_path_factory, robyn, build_project) -> Any:
    exports = tmp_path_factory.mktemp("robyn")
    (exports / "media").mkdir()
    write_weeks(exports / "media", robyn, ROBYN_CHANNELS, day="DATE", revenue="revenue")
    return build_project(exports, FEW_MODELS, select=PLANNING, exclude=NO_TESTS)


def test_a_build_fits_what_the_functions_fit(robyn_build, robyn_weeks):
    expected = fit_responses(robyn_weeks, **SETTINGS)
    columns = ("channel", "withheld_reason", "adstock_decay", "marginal_return_lower")
    found = robyn_build.execute(
        "select channel, withheld_reason, adstock_decay_rate, marginal_return_lower"
        " from marts.fct_response_parameters order by channel"
    ).fetchall()
    assert [row[:3] for row in found] == expected.select(columns).sort("channel").select(
        columns[:3]
    ).rows()
    assert [row[3] for row in found] == pytest.approx(expected["marginal_return_lower"].to_list())
    points = robyn_build.execute(
        "select channel, count(*), count(*) filter (is_current_spend), max(weekly_spend_amount)"
        " from marts.rpt_response_curves group by channel order by channel"
    ).fetchall()
    highest = (
        robyn_weeks.drop_nulls("channel").group_by("channel").agg(pl.col("amount_minor").max())
    )
    assert points == [
        (channel, 22, 1, Decimal(2 * amount) / 100)
        for channel, amount in highest.sort("channel").rows()
    ]


def test_a_build_moves_money_where_it_brings_more(robyn_build, robyn_weeks):
    plan = {
        row[0]: row[1:]
        for row in robyn_build.execute(
            "select channel, plan_status, is_withheld, current_spend_amount, planned_spend_amount,"
            " maximum_spend_amount, budget_amount, kkt_residual from marts.rpt_budget_plan"
        ).fetchall()
    }
    last = robyn_weeks.drop_nulls("channel").filter(
        pl.col("week_start_date") > date(2019, 11, 11) - timedelta(weeks=13)
    )
    means = last.group_by("channel").agg(pl.col("amount_minor").sum() / 13)
    for channel, mean in means.rows():
        assert plan[channel][2] == Decimal(round(mean)) / 100
    assert {row[0] for row in plan.values()} == {"optimal"}
    budgets = {row[5] for row in plan.values()}
    assert budgets == {sum(row[2] for row in plan.values())}
    assert budgets == {sum(row[3] for row in plan.values())}
    assert plan["facebook_S"][6] <= 1e-6
    # Facebook's next unit brings four times tv's: it gets all it may, and tv pays.
    assert plan["facebook_S"][3] == plan["facebook_S"][4]
    assert plan["tv_S"][3] < plan["tv_S"][2]
    kept = {channel for channel, row in plan.items() if row[1]}
    assert {"ooh_S", "print_S"} <= kept
    assert all(plan[channel][2] == plan[channel][3] for channel in kept)


def test_a_real_retailer_builds(tmp_path_factory, folder, read_csv, build_project):
    rows = read_csv(folder / "mmm_stan_data.csv")
    assert len(rows) == 209
    channels = [column for column in rows[0] if column.startswith("mdsp_")]
    exports = tmp_path_factory.mktemp("mmm_stan")
    (exports / "media").mkdir()
    # Weeks begin on Sundays there: each is the week of the Monday before, as a whole.
    write_weeks(exports / "media", rows, channels, day="wk_strt_dt", revenue="sales")
    connection = build_project(
        exports, FEW_MODELS, select=[*PLANNING, "+rpt_channel_forecast"], exclude=NO_TESTS
    )
    assert connection.execute(
        "select count(*), min(week_count), max(week_count),"
        " count(*) filter (is_withheld <> (withheld_reason is not null))"
        " from marts.fct_response_parameters"
    ).fetchall() == [(len(channels), 209, 209, 0)]
    assert connection.execute(
        "select count(*) from (select sum(planned_spend_amount) as planned,"
        " any_value(budget_amount) as budget from marts.rpt_budget_plan) where planned <> budget"
    ).fetchall() == [(0,)]
    # Four years of months: a season of twelve, and each method judged. Orders without touchpoints
    # are (unattributed).
    assert connection.execute(
        "select distinct metric, channel, season_length, is_withheld from"
        " marts.rpt_channel_forecast where metric = 'booked_revenue' order by channel"
    ).fetchall() == [
        ("booked_revenue", "(all channels)", 12, False),
        ("booked_revenue", "(unattributed)", 12, False),
    ]
