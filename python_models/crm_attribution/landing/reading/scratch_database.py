"""DuckDB beside the project's own: for work on scratch files, with bounded memory."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import duckdb

from crm_attribution.landing.reading.formats import sql_text

MEMORY_LIMIT = "2GB"


@cache
def _database() -> duckdb.DuckDBPyConnection:
    # Nothing is ever kept in it; to open one for each file would take longer than to read one.
    return duckdb.connect(
        config={
            "memory_limit": MEMORY_LIMIT,
            "temp_directory": str(Path(tempfile.gettempdir()) / "crm_attribution_reading"),
        }
    )


@contextmanager
def scratch_database() -> Iterator[duckdb.DuckDBPyConnection]:
    """A cursor of an empty database in memory, which spills beyond two gigabytes."""
    with _database().cursor() as cursor:
        yield cursor


def copy_to_parquet(cursor: duckdb.DuckDBPyConnection, query: str, target: Path) -> None:
    """Write the rows of a query, in their order, into a Parquet file."""
    cursor.execute(
        f"copy ({query}) to {sql_text(target)} "
        "(format parquet, compression zstd, row_group_size 20000)"
    )
