"""What should land of a mutated file, worked out from the mutation, in Python."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from mutation_landings import KEY_REASONS, LandedRow, Rejection
from mutation_tables import Cell, Table

from crm_attribution.landing.contracts import LOADER_COLUMNS, Column, Entity

DELETED = "deleted in the source system"


def expected_rows(table: Table, rows: Iterable[Mapping[str, Cell]]) -> list[LandedRow]:
    """Work out what should land of rows: each cell by itself, then equal keys."""
    landed = [_expected_row(table, row) for row in rows]
    entity = table.sample.entity
    if not entity.keys:
        return landed
    staying: dict[tuple[Any, ...], int] = {}
    for place, row in enumerate(landed):
        key = tuple(row.cells[name] for name in entity.keys)
        if key[0] is None or (row.rejections and not _ends_versions(entity, row)):
            continue
        if key not in staying or _is_later(entity, row, landed[staying[key]]):
            staying[key] = place
    reason = KEY_REASONS[entity.latest_by is not None]
    for place, row in enumerate(landed):
        key = tuple(row.cells[name] for name in entity.keys)
        if not row.rejections and staying.get(key, place) != place:
            again = Rejection(column=entity.keys[0], value=None, reason=reason)
            landed[place] = LandedRow(cells=row.cells, rejections=(again,), is_staged=False)
    return landed


def _ends_versions(entity: Entity, row: LandedRow) -> bool:
    """Whether it is the version of a record in which it is deleted."""
    return entity.latest_by is not None and any(r.reason == DELETED for r in row.rejections)


def _is_later(entity: Entity, row: LandedRow, other: LandedRow) -> bool:
    if entity.latest_by is None:
        return False
    dates = [one.cells[entity.latest_by] for one in (row, other)]
    if None not in dates:
        return bool(dates[0] > dates[1])
    # Without a date a deletion is the last version there is, and any other the first.
    ends = [_ends_versions(entity, one) for one in (row, other)]
    if dates[0] is None:
        return ends[0] and not (dates[1] is None and ends[1])
    return not ends[1]


def _expected_row(table: Table, row: Mapping[str, Cell]) -> LandedRow:
    cells: dict[str, Any] = {}
    rejections: list[Rejection] = []
    for column in table.sample.entity.columns:
        header = table.base.raw_names.get(column.name)
        cell = row[header] if header and table.labels.get(header) else Cell("")
        if column not in LOADER_COLUMNS:
            cells |= values(table, column, cell)
        rejections += _own(table, column, cell)
    for column in table.sample.entity.columns:
        is_unread = any(r.column == column.name for r in rejections)
        if column.is_required and cells[column.name] is None and not is_unread:
            rejections.append(_judged(column, "required value is missing"))
        is_kept = column.kept_if and cells[column.kept_if] is not None
        if column.is_deleted_flag and cells.get(column.name) and not is_kept:
            rejections.append(_judged(column, DELETED))
    return LandedRow(cells=cells, rejections=tuple(rejections), is_staged=not rejections)


def values(table: Table, column: Column, cell: Cell) -> dict[str, Any]:
    """Give the landing columns of a cell: those of the row it comes from, or of nothing."""
    names = [
        name
        for name in table.base.rows[0].cells
        if name in (column.name, f"{column.name}_domain", f"{column.name}_is_date_only")
    ]
    if cell.origin is not None:
        return {name: table.base.rows[cell.origin].cells[name] for name in names}
    blank = dict.fromkeys(names)
    return blank | {column.name: cell.text if cell.is_own else column.default}


def _own(table: Table, column: Column, cell: Cell) -> list[Rejection]:
    """Give what a cell is rejected for by itself, as in the row of the sample it comes from."""
    if cell.origin is None:
        return []
    return [
        rejection
        for rejection in table.base.rows[cell.origin].rejections
        if rejection.column == column.name
        and (rejection.reason.startswith("cannot be read") or column in LOADER_COLUMNS)
    ]


def _judged(column: Column, reason: str) -> Rejection:
    return Rejection(column=column.name, value=None, reason=reason)


def value(table: Table, column: Column, cell: Cell) -> Any:
    """Give the value that a cell has in the landing table."""
    return values(table, column, cell)[column.name]


def is_unread(table: Table, column: Column, cell: Cell) -> bool:
    """Whether a cell cannot be read as its type."""
    return any(r.reason.startswith("cannot be read") for r in _own(table, column, cell))
