"""Writing a mutated table as a file."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Iterable, Mapping

from mutation_tables import Cell, Table

SPECIAL = {'"', "\n", "\r"}


def written(table: Table) -> tuple[str, bytes]:
    """Give the name and the bytes of the file that a mutated table is."""
    form = table.form
    text = written_text(table)
    ending = form.get("json") or form.get("ending", "csv")
    content = _encoded(text, form.get("encoding", "utf-8"))
    name = f"{table.sample.stem}.{ending}"
    packing = form.get("packing")
    if packing == "gzip":
        return f"{name}.gz", gzip.compress(content, mtime=0)
    if packing == "zip":
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr(zipfile.ZipInfo(name), content)
        return f"{table.sample.stem}.zip", packed.getvalue()
    return name, content


def _encoded(text: str, encoding: str) -> bytes:
    """Encode a text; in UTF-8 where the encoding lacks a character or is not one of its language.

    What other people's systems write is told by its language: a no-break space alone, or Spanish in
    the Chinese encoding, is nothing that anybody could tell.
    """
    others = {character for character in text if not character.isascii()}
    is_chinese = any("\u4e00" <= character <= "\u9fff" for character in others)
    is_told = {"gbk": is_chinese, "cp1252": any(map(str.isalpha, others))}
    if not is_told.get(encoding, is_told["cp1252"] or encoding != "mac-roman"):
        return text.encode("utf-8")
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        return text.encode("utf-8")


def written_text(table: Table) -> str:
    """Give the text of the file that a mutated table is."""
    return _json(table) if table.form.get("json") else _delimited(table)


def _delimited(table: Table) -> str:
    delimiter = table.form.get("delimiter", ",")
    is_quoted = table.form.get("is_quoted", False)
    end = table.form.get("line_end", "\n")
    lines = [_line(map(Cell, table.labels.values()), delimiter, is_quoted)]
    lines += [
        _line((row[header] for header in table.labels), delimiter, is_quoted) for row in table.rows
    ]
    return end.join(lines) + (end if table.form.get("ends", True) else "")


def _line(cells: Iterable[Cell], delimiter: str, is_quoted: bool) -> str:
    return delimiter.join(_field(cell, delimiter, is_quoted) for cell in cells)


def _field(cell: Cell, delimiter: str, is_quoted: bool) -> str:
    if cell.is_broken:
        return cell.text
    if is_quoted or set(cell.text) & (SPECIAL | {delimiter}):
        return '"' + cell.text.replace('"', '""') + '"'
    return cell.text


def _json(table: Table) -> str:
    records = [_record(table, row) for row in table.rows]
    if table.form["json"] == "jsonl":
        return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    content = records if table.form.get("is_list") else {"records": records}
    return json.dumps(content, ensure_ascii=False)


def _record(table: Table, row: Mapping[str, Cell]) -> dict[str, str]:
    """Give a row as a record; what is blank is absent, as where systems leave out nulls."""
    return {
        label: row[header].text
        for header, label in table.labels.items()
        if label and (row[header].text or table.form.get("has_blanks"))
    }
