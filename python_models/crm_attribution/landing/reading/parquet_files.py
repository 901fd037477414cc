"""Parquet: read in place, its own types kept."""

from __future__ import annotations

import duckdb

from crm_attribution.landing.reading.formats import ExportError, OpenedExport, RawColumn, sql_text
from crm_attribution.landing.reading.raw_file import RawFile
from crm_attribution.landing.reading.scratch_database import scratch_database


def open_parquet(raw: RawFile) -> OpenedExport:
    """Open a Parquet file.

    Args:
        raw: The file.

    Returns:
        The export; every row is a record.

    Raises:
        ExportError: DuckDB cannot read it.

    Source:
        DuckDB, reference of ``read_parquet`` (``file_row_number`` counts from 0).
    """
    reader = f"read_parquet({sql_text(raw.path)}, hive_partitioning = false"
    try:
        with scratch_database() as connection:
            described = connection.execute(f"describe select * from {reader})").fetchall()
    except duckdb.Error as error:
        raise ExportError(
            f"{raw.name}: cannot be read as Parquet ({error}). Allowed: a complete Parquet file."
        ) from error
    columns = tuple(RawColumn(name=name, type=kind) for name, kind, *_ in described)
    return raw.opened(
        format="parquet",
        reader=f"{reader}, file_row_number = true)",
        row_number="file_row_number + 1",
        columns=columns,
    )
