"""Workbooks of Excel and OpenDocument: every sheet with a header is a table."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from crm_attribution.landing.reading.formats import (
    ROW_NUMBER_COLUMN,
    ExportError,
    OpenedExport,
    RawColumn,
    sql_text,
)
from crm_attribution.landing.reading.headers import mended_names
from crm_attribution.landing.reading.parquet_writing import TextWriter
from crm_attribution.landing.reading.raw_file import RawFile
from crm_attribution.landing.reading.workbook_cells import Cell, column_texts, is_rounded

ALLOWED = "a workbook of Excel or OpenDocument without password (.xlsx, .xlsb, .xls, .ods)"
ROUNDED = "a number of more than 15 digits, which a workbook rounds; write it as text"


def open_workbook(raw: RawFile, *, scratch: Path) -> list[OpenedExport]:
    """Open every sheet of a workbook that has a header.

    Args:
        raw: The file.
        scratch: Folder for the sheets as Parquet.

    Returns:
        One export per sheet, hidden ones too; a sheet is held in memory while it is read. Records
        are the rows below the header in which anything stands, save headings merged over
        several columns.

    Raises:
        ExportError: It is no workbook, or asks for a password.

    Source:
        calamine, by python-calamine.
    """
    try:
        with raw.path.open("rb") as file:
            book = CalamineWorkbook.from_filelike(file)
            opened = [
                _open_sheet(raw, book.get_sheet_by_name(name), scratch) for name in book.sheet_names
            ]
    except (CalamineError, PasswordError, OSError) as error:
        raise ExportError(f"{raw.name}: no workbook ({error}). Allowed: {ALLOWED}.") from error
    return [export for export in opened if export is not None]


def _open_sheet(raw: RawFile, sheet: CalamineSheet, scratch: Path) -> OpenedExport | None:
    rows: list[list[Cell]] = sheet.to_python(skip_empty_area=False)
    position = header_position(rows)
    if position is None:
        return None
    width = max(index for row in rows[position:] for index in _filled(row)) + 1
    names = mended_names([str(cell) for cell in rows[position][:width]])
    headings = _headings(sheet)
    records = [
        row[:width]
        for number, row in enumerate(rows[position + 1 :], start=position + 1)
        if _filled(row) and not (number in headings and len(_filled(row)) == 1)
    ]
    del rows
    folder = Path(tempfile.mkdtemp(dir=scratch))
    broken_count = _write(records, names, folder)
    return raw.opened(
        name=f"{raw.name}/{sheet.name}",
        stems=(sheet.name, *raw.stems),
        format="workbook",
        reader=f"read_parquet({sql_text(folder / 'records.parquet')})",
        row_number=ROW_NUMBER_COLUMN,
        columns=tuple(RawColumn(name=name, type="VARCHAR") for name in names),
        broken=_broken_reader(folder) if broken_count else None,
    )


def _broken_reader(folder: Path) -> str:
    return (
        f"(select {ROW_NUMBER_COLUMN} as row_number, original, reason "
        f"from read_parquet({sql_text(folder / 'broken.parquet')}))"
    )


def _write(records: Sequence[Sequence[Cell]], names: Sequence[str], folder: Path) -> int:
    columns = [column_texts([row[index] for row in records]) for index in range(len(names))]
    broken_count = 0
    with (
        TextWriter(folder / "records.parquet", names) as sink,
        TextWriter(folder / "broken.parquet", ["original", "reason"]) as rejects,
    ):
        texts: Iterator[tuple[str | None, ...]] = zip(*columns, strict=True)
        for number, (row, text) in enumerate(zip(records, texts, strict=True), start=1):
            if any(is_rounded(cell) for cell in row):
                broken_count += 1
                rejects.write(number, ["\t".join(cell or "" for cell in text), ROUNDED])
            else:
                sink.write(number, text)
    return broken_count


def _filled(row: Sequence[Cell]) -> list[int]:
    return [
        index for index, cell in enumerate(row) if not (cell is None or str(cell).strip() == "")
    ]


def _headings(sheet: CalamineSheet) -> set[int]:
    """Rows in which cells are merged over several columns."""
    return {
        row
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or []
        if right > left
        for row in range(top, bottom + 1)
    }


def header_position(rows: Sequence[Sequence[Cell]]) -> int | None:
    """Find the header of a sheet below titles and notes.

    Args:
        rows: All rows of the sheet.

    Returns:
        Position of the first row of texts alone that fills more than half of the columns in use,
        in a sheet of several columns; of the first row that is not blank in a sheet of one
        column; None when there is none.

    Example:
        >>> header_position([["Leads 2024", ""], ["", ""], ["Id", "Name"], [1.0, "a"]])
        2
    """
    filled = [_filled(row) for row in rows]
    used = {index for indexes in filled for index in indexes}
    for position, indexes in enumerate(filled):
        if not indexes:
            continue
        are_texts = all(isinstance(rows[position][index], str) for index in indexes)
        if are_texts and 2 * len(indexes) > len(used):
            return position
    return None
