"""Sample exports, mutated: the same lands, or what is rejected is told, or an error says why."""

import importlib.util
import os
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st


def _load(name: str) -> ModuleType:
    """Load a helper of this test; test folders are no packages."""
    path = Path(__file__).parent / "mutations" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(f"mutation_{name}", path)
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


landings, samples_of_project, tables_of = _load("landings"), _load("samples"), _load("tables")
model, comparing, dialects = _load("model"), _load("comparing"), _load("dialects")
structure, rewriting, writing = _load("structure"), _load("rewriting"), _load("writing")
MUTATIONS = (
    *structure.MUTATIONS,
    # How values and files are written is where most can go wrong.
    *rewriting.MUTATIONS * 3,
)
IS_SLOW = os.environ.get("CRM_ATTRIBUTION_SLOW_TESTS") == "1"
FILES = 10_000 if IS_SLOW else 250
OUTCOMES: Counter[str] = Counter()


@pytest.fixture(scope="module")
def tables():
    """Every sample before any mutation, by the file as it is shipped, cut to a few rows."""
    cache = {}

    def get(sample):
        if sample.name not in cache:
            plain = writing.written(tables_of.original(sample, None))
            cache[sample.name] = landings.land_file(sample.entity, sample.system, *plain)
        return tables_of.original(sample, cache[sample.name])

    return get


def refusals(table, rows):
    """Say for what a file of these rows has to be refused as a whole: columns, or nothing."""
    found = []
    for column in table.sample.entity.columns:
        header = table.base.raw_names.get(column.name)
        if header is None or not column.is_required:
            continue
        is_absent = table.form.get("json") and not (
            table.form.get("has_blanks") or any(row[header].text for row in rows)
        )
        if not table.labels[header] or is_absent:
            found.append(column.name)
    for header, order in table.orders.items():
        texts = [row[header].text for row in rows]
        if table.labels[header] and dialects.tells_order(texts, order) == "no":
            found += [c for c, raw in table.base.raw_names.items() if raw == header]
    return found


def is_hard_to_decode(table):
    """Whether the bytes fit several encodings, so that a refusal is right."""
    text = writing.written_text(table)
    return table.form.get("encoding", "utf-8")[:3] != "utf" and not text.isascii()


def judge(table):
    """Land a mutated table and compare it with what should come of it."""
    name, content = writing.written(table)
    refused = refusals(table, table.rows)
    may_be_refused = is_hard_to_decode(table) or has_break(table)
    try:
        landed = landings.land_file(table.sample.entity, table.sample.system, name, content)
    except ValueError as error:
        message = str(error)
        assert table.sample.stem in message, f"the error names no file: {message}"
        assert not refused or any(column in message for column in refused), message
        assert refused or may_be_refused, message
        return type(error).__name__
    rows = [*table.rows]
    if has_break(table):
        rows = without_broken(table, landed)
    else:
        assert landed.broken_count == 0
    # A row that was rejected whole, with its neighbour, may have been all there was to refuse.
    assert not refusals(table, rows), f"nothing was said of {refused}"
    expected = model.expected_rows(table, rows)
    assert not comparing.difference(landed.rows, expected), dict(
        comparing.difference(landed.rows, expected)
    )
    if len(rows) < len(table.rows):
        return "records rejected whole"
    mended = "mended, " if has_break(table) else ""
    return mended + ("rows rejected" if any(not row.is_staged for row in expected) else "equal")


def has_break(table):
    return any(cell.is_broken for row in table.rows for cell in row.values())


def without_broken(table, landed):
    """Leave out the rows that were rejected whole: one with a break, or one beside it."""
    missing = comparing.difference(
        landed.rows, model.expected_rows(table, table.rows), with_judgement=False
    )
    assert all(count > 0 for count in missing.values()), f"phantom rows: {dict(missing)}"
    broken = {i for i, row in enumerate(table.rows) if any(c.is_broken for c in row.values())}
    rows = []
    for place, row in enumerate(table.rows):
        (told,) = (
            comparing.told(one, with_judgement=False) for one in model.expected_rows(table, [row])
        )
        if missing[told] > 0 and broken & {place - 1, place, place + 1}:
            missing[told] -= 1
        else:
            rows.append(row)
    assert not any(missing.values()), f"rows are gone: {dict(missing)}"
    assert landed.broken_count >= len(table.rows) - len(rows) > -1
    return rows


def test_there_are_samples_of_many_systems():
    found = samples_of_project.samples()
    assert len({sample.system for sample in found}) >= 8
    assert len(found) >= 50


def test_the_model_tells_what_lands_of_unmutated_samples(tables):
    for sample in samples_of_project.samples()[::5]:
        table = tables(sample)
        expected = model.expected_rows(table, table.rows)
        assert not comparing.difference(table.base.rows, expected), sample.name


@settings(
    max_examples=FILES,
    deadline=None,
    database=None,
    derandomize=not IS_SLOW,
    suppress_health_check=list(HealthCheck),
)
@given(data=st.data())
def test_nothing_changes_silently(tables, data):
    sample = data.draw(st.sampled_from(samples_of_project.samples()), label="sample")
    table = tables(sample)
    for _ in range(data.draw(st.integers(1, 4))):
        mutation = data.draw(st.sampled_from(MUTATIONS))
        mutation(table, data.draw)
        table.done.append(mutation.__name__)
    outcome = judge(table)
    OUTCOMES[outcome] += 1
    event(outcome)


def test_all_outcomes_have_been_seen():
    print(dict(OUTCOMES))
    assert {"equal", "rows rejected"} <= set(OUTCOMES)
    assert sum(OUTCOMES.values()) >= FILES
