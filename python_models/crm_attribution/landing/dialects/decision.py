"""Deciding the dialects of an export's columns in one pass over all of its rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from crm_attribution.landing import sql
from crm_attribution.landing.dialects.booleans import boolean_kind, decide_booleans
from crm_attribution.landing.dialects.dates import date_kind, decide_dates
from crm_attribution.landing.dialects.dialect import Dialect, DialectSettings, TypedColumn
from crm_attribution.landing.dialects.numbers import decide_numbers, number_kind
from crm_attribution.landing.dialects.order import Choice

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

KINDS = {
    "timestamp": date_kind,
    "date": date_kind,
    "decimal": number_kind,
    "integer": number_kind,
    "boolean": boolean_kind,
}


def decide_dialects(
    cursor: DuckDBPyConnection,
    *,
    reader: str,
    columns: Sequence[TypedColumn],
    settings: DialectSettings,
    where: str,
) -> dict[str, Dialect]:
    """Decide how each column is written, from all of its cells.

    Args:
        cursor: Connection that can read it.
        reader: SQL of a FROM clause whose columns are text that has been cleaned.
        columns: What to decide.
        settings: What the export cannot say itself.
        where: File, for messages.

    Returns:
        Contract name -> dialect.

    Raises:
        DialectError: A column can be read in two ways, or contradicts itself.

    Example:
        >>> import duckdb
        >>> rows = "(values ('13/2/24'), ('1/3/24')) as given (day)"
        >>> columns = [TypedColumn(name="day", source="day", type="date")]
        >>> decided = decide_dialects(
        ...     duckdb.connect(),
        ...     reader=rows,
        ...     columns=columns,
        ...     settings=DialectSettings(),
        ...     where="shop/visits.csv",
        ... )
        >>> decided["day"].name
        'd/m/y'
    """
    if not columns:
        return {}
    kinds = _count_kinds(cursor, reader=reader, columns=columns)
    return {
        column.name: _decide(
            cursor,
            column,
            kinds=kinds[column.name],
            reader=reader,
            settings=settings,
            where=f"{where}, column {column.name!r}",
        )
        for column in columns
    }


def _count_kinds(
    cursor: DuckDBPyConnection,
    *,
    reader: str,
    columns: Sequence[TypedColumn],
) -> dict[str, dict[str, int]]:
    """Count the kinds of cells of each column."""
    kinds = sql.items(f"{KINDS[column.type](f'c{i}')} as k{i}" for i, column in enumerate(columns))
    cells = sql.items(f"{sql.name(column.source)} as c{i}" for i, column in enumerate(columns))
    counts = sql.items(f"histogram(k{i})" for i in range(len(columns)))
    # Without the offset, which costs nothing, DuckDB spends four times as long on planning.
    query = f"select {counts} from (select {kinds} from (select {cells} from {reader}) offset 0)"
    (row,) = cursor.execute(query).fetchall()
    return {column.name: found or {} for column, found in zip(columns, row, strict=True)}


def _decide(
    cursor: DuckDBPyConnection,
    column: TypedColumn,
    *,
    kinds: Mapping[str, int],
    reader: str,
    settings: DialectSettings,
    where: str,
) -> Dialect:
    def example(kind: str) -> str:
        cell = sql.name(column.source)
        found = cursor.execute(
            f"select min(cell) from (select {cell} as cell from {reader}) "
            f"where {KINDS[column.type]('cell')} = {sql.text(kind)}"
        ).fetchall()
        return str(found[0][0])

    if column.type == "boolean":
        return decide_booleans(kinds)
    if column.type in ("decimal", "integer"):
        choice = Choice(
            setting="decimal_mark",
            variable="export_decimal_mark",
            value=settings.decimal_mark,
            ways={".": "a decimal point", ",": "a decimal comma"},
            where=where,
            example=example,
        )
        return decide_numbers(kinds, column_type=column.type, choice=choice)
    choice = Choice(
        setting="date_order",
        variable="export_date_order",
        value=settings.date_order,
        ways={"dmy": "the day first", "mdy": "the month first"},
        where=where,
        example=example,
    )
    return decide_dates(kinds, column_type=column.type, zone=settings.local_timezone, choice=choice)
