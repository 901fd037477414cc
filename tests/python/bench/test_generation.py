"""Generated exports: reproducible, and of the shape that a benchmark of journeys needs."""

import doctest
import importlib
import json
import pkgutil
from dataclasses import asdict

import polars as pl
import pytest

import crm_attribution.bench
from crm_attribution.bench import generation
from crm_attribution.bench.generation import write_exports
from crm_attribution.bench.population import FIRST_DAY, LAST_DAY, LONGEST_JOURNEY, draw_population

ENTITIES = ["touchpoints", "conversions", "campaigns", "spend"]
MODULES = [
    f"crm_attribution.bench.{module.name}"
    for module in pkgutil.iter_modules(crm_attribution.bench.__path__)
    if module.name != "__main__"
]


def read(folder):
    return {entity: pl.read_parquet(folder / f"{entity}.parquet") for entity in ENTITIES}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("exports") / "bench"


@pytest.fixture(scope="module")
def rows(folder):
    return write_exports(folder, touchpoints=1000)


@pytest.fixture(scope="module")
def exports(folder, rows):
    return read(folder)


@pytest.fixture(scope="module")
def dated(exports):
    """Touchpoints of persons who order, with the days from touchpoint to order."""
    orders = exports["conversions"].select("person_id", "converted_at")
    return (
        exports["touchpoints"]
        .join(orders, on="person_id")
        .with_columns(
            days=(pl.col("converted_at") - pl.col("touched_at")).dt.total_seconds() / 86_400
        )
    )


@pytest.mark.parametrize("module", MODULES)
def test_examples_in_docstrings_run(module):
    assert doctest.testmod(importlib.import_module(module)).failed == 0


def test_same_seed_same_rows_in_same_order(exports, tmp_path):
    write_exports(tmp_path, touchpoints=1000)
    again = read(tmp_path)
    for entity in ENTITIES:
        assert again[entity].equals(exports[entity])


def test_other_seed_other_rows(exports, tmp_path):
    write_exports(tmp_path, touchpoints=1000, seed=2)
    assert not read(tmp_path)["touchpoints"].equals(exports["touchpoints"])


def test_chunks_fit_together(monkeypatch, tmp_path):
    monkeypatch.setattr(generation, "CHUNK_ROWS", 300)
    write_exports(tmp_path, touchpoints=1000)
    written = read(tmp_path)
    for entity, key in [("touchpoints", "touchpoint_id"), ("conversions", "conversion_id")]:
        assert written[entity][key].is_unique().all()
    assert written["touchpoints"].height == 1000


def test_rows_are_as_many_as_told(rows, exports):
    assert rows.touchpoints == 1000
    assert rows.persons == exports["touchpoints"]["person_id"].n_unique()
    for entity in ENTITIES:
        assert exports[entity].height == asdict(rows)[entity]


def test_ids_are_unique_and_refer_to_rows_that_exist(exports):
    touchpoints, conversions = exports["touchpoints"], exports["conversions"]
    assert touchpoints["touchpoint_id"].is_unique().all()
    assert conversions["conversion_id"].is_unique().all()
    assert conversions.join(touchpoints, on="person_id", how="anti").is_empty()
    campaigns = exports["campaigns"]["campaign_id"].to_list()
    assert touchpoints["campaign_id"].drop_nulls().is_in(campaigns).all()
    assert exports["spend"]["campaign_id"].is_in(campaigns).all()


def test_rows_are_in_no_order(exports):
    touchpoints = exports["touchpoints"]
    for column in ["person_id", "touched_at", "touchpoint_id"]:
        follows = (touchpoints[column] >= touchpoints[column].shift(1)).mean()
        assert 0.4 < follows < 0.6
    neighbours = (touchpoints["person_id"] == touchpoints["person_id"].shift(1)).mean()
    assert neighbours < 0.05


def test_journeys_are_short_with_a_long_tail():
    population = draw_population(200_000, seed=1)
    lengths = pl.Series(population.journey_ends).diff().drop_nulls()
    assert 4.5 < lengths.mean() < 5.5
    assert lengths.median() <= 4
    assert 60 < lengths.max() <= LONGEST_JOURNEY
    assert 0.34 < population.converts.mean() < 0.36


def test_orders_lie_in_one_year(exports):
    days = exports["conversions"]["converted_at"].dt.date()
    assert days.is_between(FIRST_DAY, LAST_DAY).all()
    assert (exports["conversions"]["conversion_value"] > 0).all()


def test_touchpoints_come_before_soon_before_and_after_orders(dated):
    assert dated["days"].is_between(-30, 365).all()
    assert 0.5 < dated["days"].is_between(0, 90).mean() < 0.85
    assert (dated["days"] > 90).any()
    assert (dated["days"] < 0).any()


def test_campaigns_run_on_some_channels_only(exports):
    touchpoints = exports["touchpoints"]
    direct = touchpoints.filter(pl.col("source").is_null())
    paid = touchpoints.filter(pl.col("medium") == "cpc")
    assert direct["campaign_id"].null_count() == direct.height > 0
    assert 0 < paid["campaign_id"].null_count() < paid.height


def test_campaigns_are_200_at_most(tmp_path):
    assert write_exports(tmp_path, touchpoints=20_000).campaigns == 200


@pytest.mark.parametrize("touchpoints", [0, -1, 2**32])
def test_impossible_sizes_are_refused(tmp_path, touchpoints):
    with pytest.raises(ValueError, match="allowed: 1 to"):
        write_exports(tmp_path / "bench", touchpoints=touchpoints)
    assert not (tmp_path / "bench").exists()


def test_command_prints_the_rows(capsys, tmp_path):
    generation.main([str(tmp_path), "--touchpoints", "10"])
    assert json.loads(capsys.readouterr().out)["touchpoints"] == 10
