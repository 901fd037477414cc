"""Shared fixtures of the gate's tests: small inputs, judged as a build would judge them."""

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import duckdb
import pytest

from crm_attribution.gate.run import run_gate
from crm_attribution.gate.suites import SUITES

# One limit for all figures, wide enough for 0.1 and too narrow for 0.9.
LIMITS = {
    name: [0.2, 0.5]
    for name in """
        rejected_rate volume_fall_rate volume_growth_rate days_behind days_old future_rate
        unmapped_channel_rate undated_rate unowned_rate without_account_rate without_value_rate
        unattributed_rate negative_duration_rate repeated_rate one_hour_rate one_weekday_rate
        one_channel_rate one_person_rate one_conversion_rate value_shift_factor
    """.split()
}

COLUMNS = {
    "runs": "run_id varchar, minimum_rows integer, run_at timestamp",
    "limits": "figure varchar, warning_limit double, critical_limit double",
    "exports": "source_system varchar, file_name varchar, is_read boolean, rows_in bigint",
    "figures": "figure varchar, table_name varchar, group_value varchar, figure_value double",
    "volumes": "run_id varchar, table_name varchar, group_value varchar, row_count bigint",
}


@pytest.fixture
def session() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        yield connection


@pytest.fixture
def relation(session: duckdb.DuckDBPyConnection) -> Callable[..., duckdb.DuckDBPyRelation]:
    """Return make(name, rows) -> relation with the columns of that input."""

    def make(name: str, rows: Sequence[Sequence[Any]]) -> duckdb.DuckDBPyRelation:
        session.execute(f"create or replace table {name}_input ({COLUMNS[name]})")
        for row in rows:
            places = ", ".join("?" * len(row))
            session.execute(f"insert into {name}_input values ({places})", list(row))
        return session.table(f"{name}_input")

    return make


@pytest.fixture
def judged(session, relation, monkeypatch) -> Callable[..., list[dict[str, Any]]]:
    """Return run(figures=…, exports=…, volumes=…, verdicts=…, limits=…, suites=…) -> verdicts."""

    def run(
        *,
        figures: Sequence[Sequence[Any]] = (),
        exports: Sequence[Sequence[Any]] = (),
        volumes: Sequence[Sequence[Any]] = (),
        verdicts: duckdb.DuckDBPyRelation | None = None,
        limits: Mapping[str, Any] | None = None,
        suites: Sequence[Callable[..., Any]] = SUITES,
    ) -> list[dict[str, Any]]:
        monkeypatch.setattr("crm_attribution.gate.suites.SUITES", suites)
        return run_gate(
            session,
            runs=relation("runs", [("now", 100, datetime.datetime(2025, 3, 5))]),
            limits=relation(
                "limits", [(name, *pair) for name, pair in {**LIMITS, **(limits or {})}.items()]
            ),
            exports=relation("exports", exports),
            figures=relation("figures", figures),
            volumes=relation("volumes", volumes),
            verdicts=verdicts,
        ).to_pylist()

    return run
