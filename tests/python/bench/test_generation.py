"""Generated exports: reproducible, whole, and of journeys as a benchmark needs them."""

import doctest
import importlib
import json
import pkgutil
from dataclasses import asdict

import polars as pl
import pytest

import crm_attribution.bench
from crm_attribution.bench import events, generation
from crm_attribution.bench.generation import write_exports
from crm_attribution.bench.population import LONGEST_JOURNEY, draw_population

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
    monkeypatch.setattr(events, "CHUNK_ROWS", 300)
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


def test_journeys_are_short_with_a_long_tail():
    population = draw_population(200_000, seed=1)
    lengths = pl.Series(population.journey_ends).diff().drop_nulls()
    assert 4.5 < lengths.mean() < 5.5
    assert lengths.median() <= 4
    assert 60 < lengths.max() <= LONGEST_JOURNEY
    assert 0.34 < population.converts.mean() < 0.36


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
