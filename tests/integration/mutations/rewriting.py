"""Mutations of how values and files are written."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st
from mutation_dialects import (
    BOOLEAN_STYLES,
    COUNTS,
    DATE_STYLES,
    DECIMAL_STYLES,
    INTEGER_STYLES,
    write_date,
)
from mutation_model import is_unread
from mutation_model import value as value_of
from mutation_tables import Cell, Table

from crm_attribution.landing.contracts import Column

Draw = Callable[[st.SearchStrategy[Any]], Any]


def _restyle(table: Table, header: str, write: Callable[[Cell], str | None]) -> bool:
    """Write all cells of a column anew, or none where one cannot be."""
    texts = {id(row): write(row[header]) for row in table.rows}
    if any(text is None for text in texts.values()):
        return False
    for row in table.rows:
        row[header] = replace(row[header], text=texts[id(row)] or "")
    return True


def write_dates_anew(table: Table, draw: Draw) -> None:
    """Write a column of dates or times in another dialect, the first drawn that can hold them."""
    columns = table.columns("date", "timestamp")
    if not columns:
        return
    column, header = columns[draw(st.integers(0, len(columns) - 1))]
    styles = [*DATE_STYLES, *COUNTS]
    first = draw(st.integers(0, len(styles) - 1))
    for style in styles[first:] + styles[:first]:
        if _restyle(table, header, lambda cell, s=style: _date_text(table, column, cell, s)):
            table.orders.pop(header, None)
            if style in DATE_STYLES and DATE_STYLES[style][2]:
                table.orders[header] = str(DATE_STYLES[style][2])
            return


def _date_text(table: Table, column: Column, cell: Cell, style: str) -> str | None:
    if is_unread(table, column, cell):
        return None
    value = value_of(table, column, cell)
    if value is None:
        return cell.text
    assert cell.origin is not None
    is_date_only = table.base.rows[cell.origin].cells.get(f"{column.name}_is_date_only")
    return write_date(value, is_date_only=bool(is_date_only), style=style)


def write_values_anew(table: Table, draw: Draw) -> None:
    """Write a column of numbers or truth values in another dialect."""
    columns = table.columns("decimal", "integer", "boolean")
    if not columns:
        return
    column, header = columns[draw(st.integers(0, len(columns) - 1))]
    styles: dict[str, Any] = {
        "decimal": DECIMAL_STYLES,
        "integer": INTEGER_STYLES,
        "boolean": BOOLEAN_STYLES,
    }[column.type]
    style = styles[draw(st.sampled_from(sorted(styles)))]

    def write(cell: Cell) -> str | None:
        if is_unread(table, column, cell):
            return None
        value = value_of(table, column, cell)
        # A default is no text of the file.
        if value is None or cell.origin is None or not cell.text.strip():
            return cell.text
        return style[not value] if column.type == "boolean" else style(value)

    _restyle(table, header, write)


def break_a_line(table: Table, draw: Draw) -> None:
    """Put a line break without quotes into a text."""
    columns = table.columns("text")
    plain = [
        (row, column, header)
        for row in table.rows
        for column, header in columns
        if re.fullmatch(r"[\w .-]{3,}", row[header].text)
        and value_of(table, column, row[header]) == row[header].text
        and not column.is_key
    ]
    if not plain:
        return
    row, _, header = plain[draw(st.integers(0, len(plain) - 1))]
    text = row[header].text
    place = draw(st.integers(1, len(text) - 1))
    text = text[:place] + table.form.get("line_end", "\n") + text[place:]
    row[header] = Cell(text, is_own=True, is_broken=True)


def change_form(table: Table, draw: Draw) -> None:
    """Write the file in another form: delimiter, quotes, line ends, encoding, packing, JSON."""
    form = table.form
    kind = draw(st.sampled_from(["delimiter", "quotes", "line_end", "encoding", "packing", "json"]))
    if kind == "delimiter":
        form["delimiter"] = draw(st.sampled_from([";", "\t", "|"]))
        form["ending"] = draw(st.sampled_from(["csv", "txt", "tsv"]))
    elif kind == "quotes":
        form["is_quoted"] = True
    elif kind == "line_end" and not any(c.is_broken for r in table.rows for c in r.values()):
        form["line_end"] = draw(st.sampled_from(["\r\n", "\r"]))
        form["ends"] = draw(st.booleans())
    elif kind == "encoding":
        encodings = ["utf-8-sig", "utf-16", "utf-16-le", "gbk", "cp1252", "mac-roman"]
        form["encoding"] = draw(st.sampled_from(encodings))
    elif kind == "packing":
        form["packing"] = draw(st.sampled_from(["gzip", "zip"]))
    elif kind == "json" and len(set(table.labels.values()) - {""}) == len(table.labels):
        form["json"] = draw(st.sampled_from(["json", "jsonl"]))
        form["is_list"], form["has_blanks"] = draw(st.booleans()), draw(st.booleans())


MUTATIONS = (write_dates_anew, write_values_anew, break_a_line, change_form)
