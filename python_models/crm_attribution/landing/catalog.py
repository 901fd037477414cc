"""What has landed: the tables of the schema ``landing``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

# Increase it when landing reads the same bytes in another way: everything then lands anew.
LANDING_VERSION = 2

TABLES = {
    # One row per source system: what all its exports were made of.
    "systems": "source_system varchar, digest varchar",
    # One row per source system and entity: what its rows were made of.
    "units": "source_system varchar, entity varchar, adapter varchar, digest varchar",
    # One row per landing table.
    "entities": "adapter varchar, entity varchar, digest varchar",
    # One row per file or table and entity it holds; one that is not read has no entity.
    "files": (
        "source_system varchar, entity varchar, file_name varchar, file_format varchar, "
        "encoding varchar, compression varchar, delimiter varchar, naming_mode varchar, "
        "adapter varchar, repaired_count bigint, first_date date, last_date date, "
        "file_hash varchar"
    ),
    # One row per file, entity and column of the contract: where it came from, how it is written.
    "columns": (
        "source_system varchar, entity varchar, file_name varchar, column_name varchar, "
        "raw_name varchar, dialect varchar"
    ),
    # One row per record that is no row: its cells cannot be told apart.
    "broken_rows": (
        "source_system varchar, entity varchar, file_name varchar, row_number bigint, "
        "original varchar, reason varchar"
    ),
    # One row per rejected row: its cells as exported, without what identifies a person.
    "rejected_originals": (
        "source_system varchar, entity varchar, file_name varchar, row_number bigint, "
        "original varchar"
    ),
}


def create_catalog(cursor: DuckDBPyConnection) -> None:
    """Create the tables of the catalogue that are not there yet."""
    cursor.execute("create schema if not exists landing")
    for table, columns in TABLES.items():
        cursor.execute(f"create table if not exists landing.{table} ({columns})")


def landed_systems(cursor: DuckDBPyConnection) -> dict[str, str]:
    """Give the digest of every source system that has landed."""
    if not _has_catalog(cursor):
        return {}
    rows = cursor.execute("select source_system, digest from landing.systems").fetchall()
    return dict(rows)


def landed_units(cursor: DuckDBPyConnection) -> dict[tuple[str, str], str]:
    """Give the digest of every source system and entity that has landed."""
    if not _has_catalog(cursor):
        return {}
    rows = cursor.execute("select source_system, entity, digest from landing.units").fetchall()
    return {(system, entity): digest for system, entity, digest in rows}


def landed_entities(cursor: DuckDBPyConnection) -> dict[tuple[str, str], str]:
    """Give the digest of the contract of every landing table there is."""
    if not _has_catalog(cursor):
        return {}
    rows = cursor.execute("select adapter, entity, digest from landing.entities").fetchall()
    return {(adapter, entity): digest for adapter, entity, digest in rows}


def forget_unit(cursor: DuckDBPyConnection, *, system: str, entity: str) -> None:
    """Remove what the catalogue says of one source system and entity."""
    for table in ("units", "files", "columns", "broken_rows", "rejected_originals"):
        cursor.execute(
            f"delete from landing.{table} where source_system = ? and entity = ?",
            [system, entity],
        )


def insert_rows(cursor: DuckDBPyConnection, table: str, rows: list[tuple[object, ...]]) -> None:
    """Add rows to one table of the catalogue."""
    if rows:
        places = ", ".join("?" for _ in rows[0])
        cursor.executemany(f"insert into landing.{table} values ({places})", rows)


def _has_catalog(cursor: DuckDBPyConnection) -> bool:
    found = cursor.execute(
        "select count(*) from duckdb_tables() "
        "where database_name = current_database() and schema_name = 'landing'"
    ).fetchall()
    return found[0][0] >= len(TABLES)
