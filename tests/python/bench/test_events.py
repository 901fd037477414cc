"""Touchpoints and conversions of the shape that a benchmark of journeys needs."""

import polars as pl
import pytest

from crm_attribution.bench.events import draw_conversions, draw_touchpoints
from crm_attribution.bench.population import FIRST_DAY, LAST_DAY, draw_population


@pytest.fixture(scope="module")
def population():
    return draw_population(1000, seed=1)


@pytest.fixture(scope="module")
def touchpoints(population):
    return pl.concat(draw_touchpoints(population, seed=1, campaign_count=20))


@pytest.fixture(scope="module")
def conversions(population):
    return pl.concat(draw_conversions(population, seed=1))


@pytest.fixture(scope="module")
def dated(touchpoints, conversions):
    """Touchpoints of persons who order, with the days from touchpoint to order."""
    orders = conversions.select("person_id", "converted_at")
    return touchpoints.join(orders, on="person_id").with_columns(
        days=(pl.col("converted_at") - pl.col("touched_at")).dt.total_seconds() / 86_400
    )


def test_rows_are_in_no_order(touchpoints):
    for column in ["person_id", "touched_at", "touchpoint_id"]:
        follows = (touchpoints[column] >= touchpoints[column].shift(1)).mean()
        assert 0.4 < follows < 0.6
    neighbours = (touchpoints["person_id"] == touchpoints["person_id"].shift(1)).mean()
    assert neighbours < 0.05


def test_orders_lie_in_one_year(conversions):
    days = conversions["converted_at"].dt.date()
    assert days.is_between(FIRST_DAY, LAST_DAY).all()
    assert (conversions["conversion_value"] > 0).all()


def test_touchpoints_come_before_soon_before_and_after_orders(dated):
    assert dated["days"].is_between(-30, 365).all()
    assert 0.5 < dated["days"].is_between(0, 90).mean() < 0.85
    assert (dated["days"] > 90).any()
    assert (dated["days"] < 0).any()


def test_campaigns_run_on_some_channels_only(touchpoints):
    direct = touchpoints.filter(pl.col("source").is_null())
    paid = touchpoints.filter(pl.col("medium") == "cpc")
    assert direct["campaign_id"].null_count() == direct.height > 0
    assert 0 < paid["campaign_id"].null_count() < paid.height
