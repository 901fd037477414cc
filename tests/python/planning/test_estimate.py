"""Response curves of worlds whose curves are known, and reasons why there is none."""

from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest
import statsmodels.api as sm
from scipy.optimize import nnls

from crm_attribution.planning.candidates import list_candidates, take_out
from crm_attribution.planning.estimate import fit_responses
from crm_attribution.planning.fit import fit_shapes
from crm_attribution.planning.panel import control_sets, read_panel
from crm_attribution.planning.regression import choose_regression
from crm_attribution.planning.shapes import adstock, saturate, slope, spend_at_slope

WORLDS = 30


def by_channel(responses: pl.DataFrame) -> dict[str, dict]:
    return {row["channel"]: row for row in responses.iter_rows(named=True)}


@pytest.fixture(scope="module")
def fitted(world, settings):
    """Worlds with a noise of 8 000, a sixth of what moves their revenue, and their responses."""
    worlds = [world(seed, noise=8_000.0) for seed in range(WORLDS)]
    return [(one, by_channel(fit_responses(one.weeks, **settings))) for one in worlds]


def test_without_noise_the_curves_are_found_exactly(world, settings, curves):
    one = world(3, noise=0.0)
    found = by_channel(fit_responses(one.weeks, **settings))
    assert found["search"]["curve_family"] == "log"
    for channel, (decay, _, coefficient) in curves.items():
        if coefficient:
            row = found[channel]
            assert row["adstock_decay"] == decay
            assert row["scale_minor"] == pytest.approx(one.scales[channel])
            # Revenue is rounded to minor units, and the wave's year is 52.18 weeks in both.
            assert row["coefficient_minor"] == pytest.approx(coefficient, rel=1e-4)
            assert row["marginal_return"] == pytest.approx(one.marginal_returns[channel], rel=1e-4)
    assert found["search"]["r_squared"] == pytest.approx(1)
    assert (found["search"]["has_trend"], found["search"]["yearly_waves"]) == (False, 1)


def test_sign_and_order_of_the_effects_are_found(fitted):
    for one, found in fitted:
        true = one.marginal_returns
        assert found["search"]["marginal_return"] > found["social"]["marginal_return"]
        assert found["search"]["withheld_reason"] is None
        assert found["social"]["withheld_reason"] is None
        assert found["search"]["marginal_return"] == pytest.approx(true["search"], rel=0.15)
    # radio is half as strong as social and felt for weeks: now and then it is withheld.
    told = [found for _, found in fitted if found["radio"]["withheld_reason"] is None]
    assert len(told) >= 0.8 * WORLDS
    ratios = [
        found["social"]["marginal_return"] / one.marginal_returns["social"] for one, found in fitted
    ]
    assert np.mean(ratios) == pytest.approx(1, abs=0.1)


def test_a_channel_without_effect_is_withheld(fitted):
    # Expected in 95 %: of 30 worlds more than 5 told by chance have a probability of 0.3 %.
    told = [found for _, found in fitted if found["idle"]["withheld_reason"] is None]
    assert len(told) <= 5


def test_a_channel_without_effect_seldom_explains_much(fitted):
    # Of 30 p-values without an effect 5 % are below 0.05; more than 5 have a probability of 0.3 %.
    values = [found["idle"]["effect_p_value"] for _, found in fitted]
    assert sum(value <= 0.05 for value in values) <= 5
    assert max(found["search"]["effect_p_value"] for _, found in fitted) <= 0.01


def test_channels_are_told_apart_only_where_their_returns_differ(fitted, world, settings):
    # A unit brings twice as much in search as in social.
    apart = [found for _, found in fitted if "social" in found["search"]["told_apart_channels"]]
    assert len(apart) >= 0.9 * WORLDS
    assert all("search" in found["social"]["told_apart_channels"] for found in apart)
    assert all(
        "idle" not in found["search"]["told_apart_channels"]
        for found in apart
        if found["idle"]["withheld_reason"]
    )
    # Two channels of one curve: expected apart in 5 % of worlds; 3 of 6 have one of 0.2 %.
    twins = {"one": (0.2, 1.0, 40_000.0), "other": (0.2, 1.0, 40_000.0)}
    told = 0
    for seed in range(6):
        found = by_channel(
            fit_responses(world(seed, noise=30_000.0, curves=twins).weeks, **settings)
        )
        told += bool(found["one"]["told_apart_channels"])
    assert told <= 2


def test_intervals_cover_the_marginal_return(fitted):
    # 95 % of 60 intervals are 57; 50 or fewer have a probability of 0.3 %.
    inside = sum(
        found[channel]["marginal_return_lower"]
        <= one.marginal_returns[channel]
        <= found[channel]["marginal_return_upper"]
        for one, found in fitted
        for channel in ("social", "radio")
    )
    assert inside > 50


def test_the_same_input_gives_the_same_curves_in_any_order(world, settings):
    weeks = world(5, noise=8_000.0).weeks
    again = fit_responses(weeks.sample(fraction=1, shuffle=True, seed=7), **settings)
    assert fit_responses(weeks, **settings).equals(again)


def test_coefficients_are_those_of_a_regression_on_the_chosen_columns(world):
    panel = read_panel(world(1, noise=8_000.0).weeks)
    chosen = choose_regression(panel, families=["log"], decays=[0.0, 0.4, 0.6], channels=[1, 2, 3])
    rank = np.arange(3)
    columns = chosen.candidates.columns[rank, chosen.fit.shapes].T
    (controls,) = (
        columns
        for trend, waves, columns in control_sets(len(panel.revenue))
        if (trend, waves) == (chosen.has_trend, chosen.waves)
    )
    oracle = sm.OLS(panel.revenue, np.column_stack([columns, controls])).fit()
    assert (oracle.params[:3] > 0).all(), "else least squares is not what was asked for"
    assert chosen.unit * chosen.fit.coefficients == pytest.approx(oracle.params[:3])
    assert chosen.unit**2 * chosen.fit.squares == pytest.approx(oracle.ssr)


def test_the_search_finds_what_trying_every_pair_of_shapes_finds(world):
    for seed in range(12):
        panel = read_panel(world(seed, noise=8_000.0).weeks)
        shapes = list_candidates(panel, family="hill", decays=[0.0, 0.5], channels=[1, 3])
        problem = take_out(shapes, target=panel.revenue, controls=np.ones((len(panel.revenue), 1)))
        squares = [
            nnls(
                np.column_stack([problem.columns[0, first], problem.columns[1, second]]),
                problem.target,
            )[1]
            ** 2
            for first in range(12)
            for second in range(12)
        ]
        assert fit_shapes(problem).squares == pytest.approx(min(squares))


def weekly(**series: list[int]) -> pl.DataFrame:
    """Weekly figures by channel; revenue is the channel ``revenue``."""
    start = date(2021, 1, 4)
    rows = [
        (start + timedelta(weeks=week), None if name == "revenue" else name, amount)
        for name, amounts in series.items()
        for week, amount in enumerate(amounts)
    ]
    schema = {"week_start_date": pl.Date, "channel": pl.String, "amount_minor": pl.Int64}
    return pl.DataFrame(rows, schema=schema, orient="row")


def test_reasons_to_withhold_name_what_is_missing(settings):
    generator = np.random.default_rng(2)
    varied = generator.integers(100, 9_000, 120)
    noise = generator.integers(0, 500, 120)
    series = {
        "revenue": (50 * np.sqrt(varied) * 10 + noise).astype(int).tolist(),
        "twin": (2 * varied + 5).tolist(),
        "original": varied.tolist(),
        "constant": [4_000] * 120,
        "rare": [0] * 113 + [900] * 7,
        "growing": [100 + 20 * week for week in range(120)],
    }
    found = by_channel(fit_responses(weekly(**series), **settings))
    reasons = {
        name: (row["withheld_reason"], row["collinear_channel"]) for name, row in found.items()
    }
    assert reasons["twin"] == ("collinear", "original")
    assert reasons["original"] == ("collinear", "twin")
    assert reasons["constant"] == ("no_variation_in_spend", None)
    assert reasons["rare"] == ("too_few_weeks_with_spend", None)
    assert reasons["growing"][0] in ("effect_not_told_from_zero", "spend_follows_trend_or_season")
    assert found["constant"]["marginal_return"] is None

    short = {name: amounts[:40] for name, amounts in series.items()}
    rows = fit_responses(weekly(**short), **settings)
    assert set(rows["withheld_reason"]) == {"too_few_weeks"}
    flat = series | {"revenue": [7] * 120}
    rows = fit_responses(weekly(**flat), **settings)
    assert set(rows["withheld_reason"]) == {"no_revenue"}


def test_spend_that_grows_with_revenue_for_other_reasons_is_withheld(settings):
    # Both follow the trend, which the data cannot tell from the channel.
    series = {
        "revenue": [100_000 + 1_000 * week + 37 * (week % 5) for week in range(120)],
        "growing": [1_000 + 100 * week for week in range(120)],
        "other": [500 + 400 * (week % 3) for week in range(120)],
    }
    found = by_channel(fit_responses(weekly(**series), **settings))
    assert found["growing"]["withheld_reason"] is not None


def test_spend_before_the_first_week_of_revenue_is_still_felt():
    weeks = weekly(email=[800, 0, 0], revenue=[0, 0, 0]).filter(
        pl.col("channel").is_not_null() | (pl.col("week_start_date") > date(2021, 1, 4))
    )
    panel = read_panel(weeks)
    assert panel.fitted(adstock(panel.spend, decay=0.5)).ravel().tolist() == [200.0, 100.0]


@pytest.mark.parametrize("family", ["log", "hill"])
def test_curves_are_concave_and_their_slopes_are_derivatives(family):
    spend = np.linspace(0, 50, 401)
    height = saturate(spend, scale=7.0, family=family)
    assert (np.diff(height) > 0).all()
    assert (np.diff(height, 2) < 0).all()
    numeric = (
        saturate(spend + 1e-5, scale=7.0, family=family)
        - saturate(spend - 1e-5, scale=7.0, family=family)
    ) / 2e-5
    slopes = slope(spend, scale=7.0, family=family)
    assert slopes == pytest.approx(numeric, rel=1e-7)
    assert spend_at_slope(slopes, scale=7.0, family=family) == pytest.approx(spend, abs=1e-9)


def test_what_is_not_allowed_is_named():
    with pytest.raises(ValueError, match=r"decay 1\.0: a number from 0 to below 1"):
        adstock([1.0], decay=1.0)
    with pytest.raises(ValueError, match="family 'spline' is not known; log and hill are"):
        saturate([1.0], scale=1.0, family="spline")
