"""Forecasts, their errors worked by hand, and what they do with series of every kind."""

from datetime import date

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import t
from statsmodels.tsa.holtwinters import ExponentialSmoothing

from crm_attribution.forecasting.backtest import run_backtest, usable_season
from crm_attribution.forecasting.forecast import FORECASTS, forecast_channels
from crm_attribution.forecasting.methods import holt_winters, seasonal_naive

SCHEMA = {
    "metric": pl.String,
    "channel": pl.String,
    "period_start_date": pl.Date,
    "value": pl.Float64,
}


def months(count: int) -> list[date]:
    return [date(2020 + month // 12, month % 12 + 1, 1) for month in range(count)]


def figures(**channels: list[float]) -> pl.DataFrame:
    """Monthly spend by channel, and the months that it covers."""
    days = months(max(len(values) for values in channels.values()))
    rows = [("spend", None, day, 0.0) for day in days]
    rows += [
        ("spend", channel, day, float(value))
        for channel, values in channels.items()
        for day, value in zip(days, values, strict=True)
    ]
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def seasonal(count: int, *, seed: int) -> np.ndarray:
    """A level that grows, a yearly wave and noise."""
    month = np.arange(count)
    noise = np.random.default_rng(seed).normal(0, 3, count)
    return 200 + 2 * month + 40 * np.sin(2 * np.pi * month / 12) + noise


@pytest.mark.parametrize(("count", "season"), [(48, 12), (20, 1)])
def test_holt_winters_is_that_of_statsmodels(count, season):
    # The series has mean 1, so the unit of the search is the same.
    series = seasonal(count, seed=count)
    series /= series.mean()
    oracle = ExponentialSmoothing(
        series,
        trend="add",
        damped_trend=True,
        seasonal="add" if season > 1 else None,
        seasonal_periods=season if season > 1 else None,
        initialization_method="heuristic",
    ).fit()
    assert holt_winters(series, season=season, steps=6) == pytest.approx(
        oracle.forecast(6), rel=1e-9
    )


def test_holt_winters_does_not_depend_on_the_size_of_money():
    series = seasonal(40, seed=1)
    small = holt_winters(series, season=12, steps=3)
    assert holt_winters(series * 1e7, season=12, steps=3) == pytest.approx(small * 1e7, rel=1e-6)


def test_mase_and_interval_by_hand():
    # 14 figures, season 1, 2 steps: the origins are 10, 11 and 12. The naive forecast repeats the
    # figure before the origin.
    series = np.array([0.0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 14, 12, 12])
    found = run_backtest(series, seasonal_naive, season=1, steps=2, level=0.95)
    # From 9: 11 − 9, 14 − 9; from 11: 14 − 11, 12 − 11; from 14: 12 − 14, 12 − 14.
    assert found.errors.tolist() == [[2, 5], [3, 1], [-2, -2]]
    # Mean changes before the origins: 9/9, (9 + 2)/10, (9 + 2 + 3)/11.
    scale = 2 * (1 + 1.1 + 14 / 11)
    assert found.mase == pytest.approx((2 + 5 + 3 + 1 + 2 + 2) / scale)
    # Root mean squares: √((4 + 9 + 4) / 3) and √((25 + 1 + 4) / 3); t of two degrees of freedom.
    student = t.ppf(0.975, 2)
    assert found.half_widths == pytest.approx(student * np.sqrt([17 / 3, 10]))
    # Without its own origin every interval of two origins has t = 12.7: all errors lie inside.
    assert found.coverage == 1


def test_errors_are_scaled_by_the_change_from_season_to_season():
    # Seasons of 2 that rise by 4, so every change from one to the next is 4, and the naive forecast
    # of one step is wrong by 4.
    series = np.array(
        [level + 100 * (place % 2) for place, level in enumerate(np.repeat(4.0 * np.arange(8), 2))]
    )
    found = run_backtest(series, seasonal_naive, season=2, steps=1, level=0.95)
    assert np.abs(found.errors).tolist() == [[4.0]] * 6
    assert found.mase == pytest.approx(1)


def test_an_origin_is_not_judged_by_its_own_error():
    # Errors of 1, 1 and 10. At 80 % t of one degree of freedom is 3.08: the intervals of the others
    # reach 3.08 and miss the 10; with its own error they would reach √34 × 1.89 = 11.
    series = np.concatenate([np.arange(12.0), [21.0]])
    found = run_backtest(series, seasonal_naive, season=1, steps=1, level=0.8)
    assert found.errors.ravel().tolist() == [1, 1, 10]
    assert found.coverage == pytest.approx(2 / 3)


def test_coverage_counts_what_lies_outside_the_other_origins_errors():
    # Twenty quiet figures, then one jump: 8 origins, one step.
    series = np.concatenate([10 + (np.arange(20) % 2), [60.0]])
    found = run_backtest(series, seasonal_naive, season=1, steps=1, level=0.5)
    assert len(found.errors) == 8
    # The errors are ±1, seven times, and 60 − 11 = 49 at the last origin. At 50 % t of 6 degrees of
    # freedom is 0.718: with the others' errors of 1 the jump lies outside, and the intervals of the
    # others hold the jump, √((6 + 2 401) / 7) × 0.718 = 13.3, so they lie inside.
    assert found.coverage == pytest.approx(7 / 8)


def test_intervals_cover_what_comes_about_as_often_as_they_say():
    # 200 series of normal noise around a level; the next figure is drawn like the others.
    inside, counted = 0, []
    for seed in range(200):
        series = 100 + np.random.default_rng(seed).normal(0, 10, 31)
        found = run_backtest(series[:30], seasonal_naive, season=1, steps=1, level=0.8)
        inside += abs(series[30] - series[29]) <= found.half_widths[0]
        counted.append(found.coverage)
    # 80 % of 200 within three standard errors of 2.8 %.
    assert inside / 200 == pytest.approx(0.8, abs=0.085)
    assert np.mean(counted) == pytest.approx(0.8, abs=0.06)


def test_the_season_needs_two_cycles_before_the_first_origin():
    # 24 + 3 steps + 3 origins − 1 = 29; without a season 10 + 3 + 3 − 1 = 15.
    assert [usable_season(count, season=12, steps=3) for count in (14, 15, 28, 29)] == [
        *(None, 1, 1, 12),
    ]


def test_holt_winters_wins_on_a_trend_and_loses_on_noise():
    growing = figures(email=seasonal(60, seed=3).tolist())
    best = forecast_channels(growing, period="month", steps=3, most_channels=9, level=0.95).filter(
        "is_best_method", channel="email"
    )
    assert set(best["forecast_method"]) == {"holt_winters"}
    assert set(best["season_length"]) == {12}
    # What the series would be without noise, 200 + 2 × month + the wave; noise has sigma 3.
    month = np.arange(60, 63)
    expected = 200 + 2 * month + 40 * np.sin(2 * np.pi * month / 12)
    assert best["forecast_value"].to_numpy() == pytest.approx(expected, abs=9)
    assert best["period_start_date"].to_list() == [date(2025, number, 1) for number in (1, 2, 3)]
    assert (best["mean_absolute_scaled_error"] < 0.5).all()

    steps = np.repeat([10.0, 50.0, 20.0, 80.0, 40.0], 5).tolist()
    found = forecast_channels(
        figures(email=steps), period="month", steps=1, most_channels=9, level=0.95
    ).filter("is_best_method", channel="email")
    assert found["forecast_method"].to_list() == ["seasonal_naive"]


def test_channels_beyond_the_largest_are_added_up():
    found = forecast_channels(
        figures(a=[5] * 20, b=[3] * 20, c=[2] * 20, d=[1] * 20),
        period="month",
        steps=1,
        most_channels=2,
        level=0.95,
    ).filter(forecast_method="seasonal_naive")
    assert found.select("channel", "forecast_value").rows() == [
        ("(all channels)", 11.0),
        ("(other)", 3.0),
        ("a", 5.0),
        ("b", 3.0),
    ]
    # Nothing ever changed: there is nothing to scale an error by.
    assert found["mean_absolute_scaled_error"].is_null().all()
    assert found["interval_coverage_rate"].to_list() == [1.0] * 4


def test_a_short_series_is_withheld_and_an_empty_one_has_the_same_columns():
    found = forecast_channels(
        figures(a=[5] * 14), period="month", steps=3, most_channels=2, level=0.95
    )
    assert set(found["withheld_reason"]) == {"too_few_periods"}
    assert found["forecast_value"].is_null().all()
    assert not found["is_best_method"].any()
    empty = pl.DataFrame(schema=SCHEMA)
    rows = forecast_channels(empty, period="week", steps=3, most_channels=2, level=0.95)
    assert (rows.height, dict(rows.schema)) == (0, dict(FORECASTS))


@given(
    series=arrays(
        np.float64,
        st.integers(15, 34),
        elements=st.one_of(st.just(0.0), st.integers(0, 10**9).map(float)),
    )
)
@settings(max_examples=15, deadline=None)
def test_any_series_has_a_forecast_within_its_bounds(series):
    found = forecast_channels(
        figures(a=series.tolist()), period="month", steps=2, most_channels=3, level=0.9
    )
    assert found.height == 2 * 2 * 2
    assert found["forecast_value"].is_finite().all()
    assert (found["forecast_value_lower"] >= 0).all()
    assert (found["forecast_value_lower"] <= found["forecast_value"]).all()
    assert (found["forecast_value"] <= found["forecast_value_upper"]).all()
    best = found.filter("is_best_method").group_by("channel").len()
    assert best["len"].to_list() == [2, 2]
