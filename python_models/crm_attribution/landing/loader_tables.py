"""Tables that a loader made, listed and described as if they were files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from crm_attribution.landing import sql
from crm_attribution.landing.exports import Export
from crm_attribution.landing.matching import ExportMismatch
from crm_attribution.landing.reading import OpenedExport, RawColumn

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def list_tables(
    cursor: DuckDBPyConnection, *, schemas: Mapping[str, str], database: str
) -> list[Export]:
    """List every table and view of the schemas that loaders wrote.

    Args:
        cursor: The database.
        schemas: Source system -> ``schema`` or ``database.schema``.
        database: The database of a schema that names none.

    Raises:
        ExportMismatch: A schema holds no table.
    """
    exports = []
    for system, schema in schemas.items():
        catalog, _, bare = schema.rpartition(".")
        found = cursor.execute(
            "select table_name, table_type = 'VIEW' from information_schema.tables where "
            "lower(table_catalog) = lower(?) and lower(table_schema) = lower(?) "
            "order by table_name",
            [catalog or database, bare],
        ).fetchall()
        if not found:
            raise ExportMismatch(
                f"variable export_schemas: {system!r} names the schema {schema!r}, in which there "
                'is no table. Allowed: "schema" or "database.schema" of a loader\'s tables.'
            )
        exports += [
            Export(
                system=system,
                name=table,
                relation=".".join(map(sql.name, (catalog or database, bare, table))),
                is_view=is_view,
            )
            for table, is_view in found
        ]
    return exports


def open_table(cursor: DuckDBPyConnection, export: Export) -> OpenedExport:
    """Describe a table as if it were a file; its hash is that of its columns and rows.

    The hashes of the rows, in any order, are added up: were they combined bit by bit, two equal
    rows would cancel each other out.
    """
    columns = cursor.execute(f"describe select * from {export.relation}").fetchall()
    header = repr([(name, kind) for name, kind, *_ in columns])
    content = cursor.execute(
        "select md5(concat_ws(':', ?::varchar, count(*), coalesce(sum(hash(rows)), 0))) "
        f"from {export.relation} as rows",
        [header],
    ).fetchall()[0][0]
    return OpenedExport(
        name=export.name,
        stems=(export.name,),
        format="table",
        encoding=None,
        compression=None,
        delimiter=None,
        quote=None,
        reader=str(export.relation),
        row_number="row_number() over ()",
        columns=tuple(RawColumn(name=name, type=kind) for name, kind, *_ in columns),
        broken=None,
        repaired_count=0,
        sha256=content,
    )


def settle_view(
    cursor: DuckDBPyConnection, *, export: Export, opened: OpenedExport
) -> OpenedExport:
    """Copy a view into a temporary table; anything else is given back as it is.

    A view may give its rows in another order at every reading, and an export is read several times:
    the number of a row would be that of another one.
    """
    if not export.is_view:
        return opened
    copy = sql.name(f"crm_attribution {export.relation}")
    cursor.execute(f"create or replace temp table {copy} as select * from {export.relation}")
    return replace(opened, reader=f"temp.{copy}")
