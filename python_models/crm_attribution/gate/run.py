"""One run of the gate: what the dbt model calls."""

import duckdb
import pyarrow as pa

from crm_attribution.gate.history import compare_volumes
from crm_attribution.gate.limits import parse_limits

SCHEMA = pa.schema(
    [
        ("run_id", pa.string()),
        ("suite", pa.string()),
        ("expectation", pa.string()),
        ("expectation_type", pa.string()),
        ("table_name", pa.string()),
        ("column_name", pa.string()),
        ("severity", pa.string()),
        ("threshold", pa.string()),
        ("description", pa.string()),
        ("observed_group", pa.string()),
        ("unexpected_groups", pa.string()),
        ("exception_message", pa.string()),
        ("observed_value", pa.float64()),
        ("judged_count", pa.int64()),
        ("unexpected_count", pa.int64()),
        ("unexpected_rate", pa.float64()),
        ("is_success", pa.bool_()),
        ("has_raised", pa.bool_()),
        ("run_at", pa.timestamp("us")),
    ]
)


def run_gate(
    session: duckdb.DuckDBPyConnection,
    *,
    runs: duckdb.DuckDBPyRelation,
    limits: duckdb.DuckDBPyRelation,
    exports: duckdb.DuckDBPyRelation,
    figures: duckdb.DuckDBPyRelation,
    volumes: duckdb.DuckDBPyRelation,
    verdicts: duckdb.DuckDBPyRelation | None,
) -> pa.Table:
    """Judge one build.

    All inputs are small: what is large was counted in SQL before.

    Args:
        session: dbt's connection; the gate works on a cursor of it.
        runs: `int_quality__run_identified`. Without a row nothing is judged, and Great
            Expectations is not even loaded.
        limits: `int_quality__limits_listed`.
        exports: `int_quality__exports_accounted`.
        figures: `int_quality__figures_unioned`.
        volumes: `int_quality__volumes_recorded`, of all runs.
        verdicts: What this function returned in former runs; None in the first.

    Returns:
        One row per suite, expectation, table, column and severity, with the columns of `SCHEMA`.

    Raises:
        ValueError: A limit is not one; see `parse_limits`.

    Source: the gate of this project's `_int_quality__docs.md`.

    Example:
        >>> nothing = duckdb.sql("select 1 as run_id limit 0")
        >>> run_gate(
        ...     duckdb.connect(), runs=nothing, limits=nothing, exports=nothing, figures=nothing,
        ...     volumes=nothing, verdicts=None,
        ... ).num_rows
        0
    """
    inputs = {"runs": runs.to_arrow_table()}
    if not inputs["runs"].num_rows:
        return SCHEMA.empty_table()
    [run] = inputs["runs"].select(["run_id", "run_at"]).to_pylist()
    from crm_attribution.gate.judgement import judge
    from crm_attribution.gate.suites import all_suites

    limit_of = parse_limits({figure: bounds for figure, *bounds in limits.fetchall()})
    inputs |= {
        "exports": exports.to_arrow_table(),
        "figures": figures.to_arrow_table(),
        "volumes_recorded": volumes.to_arrow_table(),
        "verdicts_recorded": (
            SCHEMA.empty_table() if verdicts is None else verdicts.to_arrow_table()
        ),
    }
    with session.cursor() as cursor:
        for name, table in inputs.items():
            cursor.register(name, table)
        compare_volumes(cursor)
        found = judge(cursor, suites=all_suites(limit_of))
    return pa.Table.from_pylist([run | verdict for verdict in found], schema=SCHEMA)
