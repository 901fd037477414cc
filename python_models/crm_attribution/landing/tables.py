"""The landing tables: one per entity, made from its contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_attribution.landing import sql
from crm_attribution.landing.catalog import insert_rows, landed_entities
from crm_attribution.landing.contracts import Contracts, Entity
from crm_attribution.landing.judging import landed_columns
from crm_attribution.landing.plan import Unit

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def table_name(entity: Entity) -> str:
    """Name the landing table of an entity."""
    return f"{sql.name(f'landing_{entity.adapter}')}.{sql.name(entity.name)}"


def create_tables(cursor: DuckDBPyConnection, *, contracts: Contracts) -> None:
    """Create the tables that are missing or of an older contract, empty."""
    landed = landed_entities(cursor)
    stale = [e for e in contracts.entities if landed.get((e.adapter, e.name)) != e.digest]
    for adapter in sorted({entity.adapter for entity in stale}):
        cursor.execute(f"create schema if not exists {sql.name(f'landing_{adapter}')}")
    for entity in stale:
        types = landed_columns(entity) | {"is_staged": "boolean"}
        columns = ", ".join(f"{sql.name(name)} {kind}" for name, kind in types.items())
        cursor.execute(f"create or replace table {table_name(entity)} ({columns})")
        cursor.execute(
            "delete from landing.entities where adapter = ? and entity = ?",
            [entity.adapter, entity.name],
        )
    insert_rows(cursor, "entities", [(e.adapter, e.name, e.digest) for e in stale])


def date_range(cursor: DuckDBPyConnection, *, unit: Unit, file_name: str) -> tuple[object, object]:
    """Find the first and the last date of a file's staged rows; two times None without any."""
    if unit.entity.dating_column is None:
        return None, None
    column = sql.name(unit.entity.dating_column)
    return cursor.execute(
        f"select cast(min({column}) as date), cast(max({column}) as date) "
        f"from {table_name(unit.entity)} where is_staged and source_system = ? and file_name = ?",
        [unit.system, file_name],
    ).fetchall()[0]
