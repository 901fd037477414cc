"""Writes what was examined: landing tables and their catalogue, all of it or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_attribution.landing import sql
from crm_attribution.landing.catalog import (
    create_catalog,
    forget_unit,
    insert_rows,
    landed_units,
)
from crm_attribution.landing.contracts import Contracts
from crm_attribution.landing.file_rows import file_row, unread_row
from crm_attribution.landing.judging import judged_rows, landed_columns
from crm_attribution.landing.parts import Part
from crm_attribution.landing.plan import Plan, Unit
from crm_attribution.landing.tables import create_tables, date_range, table_name
from crm_attribution.landing.tokens import mask_addresses

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def write_plan(cursor: DuckDBPyConnection, *, plan: Plan, contracts: Contracts) -> None:
    """Write a plan in one transaction; on any error nothing has changed."""
    cursor.execute("begin transaction")
    try:
        create_catalog(cursor)
        create_tables(cursor, contracts=contracts)
        _forget_what_is_gone(cursor, plan=plan, contracts=contracts)
        for unit in plan.units:
            _write_unit(cursor, unit)
        _write_systems(cursor, plan)
        cursor.execute("commit")
    except BaseException:
        cursor.execute("rollback")
        raise


def _forget_what_is_gone(cursor: DuckDBPyConnection, *, plan: Plan, contracts: Contracts) -> None:
    """Remove the rows of systems that are gone, and of the units that are not as they were."""
    for system, name in landed_units(cursor):
        unchanged = system in plan.systems and system not in plan.changed_systems
        if unchanged or (system, name) in plan.kept_units:
            continue
        entity = contracts.entity(contracts.adapter_of(system), name)
        if entity is not None:
            cursor.execute(f"delete from {table_name(entity)} where source_system = ?", [system])
        forget_unit(cursor, system=system, entity=name)
    for (system,) in cursor.execute(
        "select distinct source_system from landing.files where entity is null"
    ).fetchall():
        if system not in plan.systems or system in plan.changed_systems:
            cursor.execute(
                "delete from landing.files where source_system = ? and entity is null", [system]
            )


def _write_unit(cursor: DuckDBPyConnection, unit: Unit) -> None:
    insert_rows(
        cursor, "units", [(unit.system, unit.entity.name, unit.entity.adapter, unit.digest)]
    )
    if unit.parts:
        rows = " union all ".join(part.landed_rows for part in unit.parts)
        columns = ", ".join(map(sql.name, [*landed_columns(unit.entity), "is_staged"]))
        cursor.execute(
            f"insert into {table_name(unit.entity)} ({columns}) "
            f"select {columns} from ({judged_rows(unit.entity, rows=rows)})"
        )
    for part in unit.parts:
        _write_part(cursor, unit=unit, part=part)
    insert_rows(
        cursor,
        "files",
        [file_row(unit, opened=opened, dates=(None, None)) for opened in unit.empty_files],
    )


def _write_part(cursor: DuckDBPyConnection, *, unit: Unit, part: Part) -> None:
    place = [unit.system, unit.entity.name, part.opened.name]
    insert_rows(
        cursor,
        "columns",
        [
            (
                *place,
                source.column.name,
                source.raw,
                part.dialects[source.column.name].name
                if source.column.name in part.dialects
                else None,
            )
            for source in part.sources
            if source.raw
        ],
    )
    if part.opened.broken:
        cursor.execute(
            f"insert into landing.broken_rows select ?, ?, ?, row_number, "
            f"{mask_addresses('original')}, reason from {part.opened.broken}",
            place,
        )
    rejected = (
        f"select row_number from {table_name(unit.entity)} where not is_staged "
        f"and source_system = {sql.text(unit.system)} "
        f"and file_name = {sql.text(part.opened.name)}"
    )
    # The file is read again for the few rows alone that were rejected.
    if cursor.execute(f"select count(*) from ({rejected})").fetchall()[0][0]:
        cursor.execute(
            f"insert into landing.rejected_originals select ?, ?, ?, row_number, "
            f"{part.original()} from ({part.raw_rows}) as rows "
            f"semi join ({rejected}) as rejected using (row_number)",
            place,
        )
    dates = date_range(cursor, unit=unit, file_name=part.opened.name)
    insert_rows(cursor, "files", [file_row(unit, opened=part.opened, dates=dates)])


def _write_systems(cursor: DuckDBPyConnection, plan: Plan) -> None:
    cursor.execute("delete from landing.systems")
    insert_rows(cursor, "systems", list(plan.systems.items()))
    insert_rows(cursor, "files", [unread_row(unread) for unread in plan.unread])
