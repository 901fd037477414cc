"""Mutations of columns, rows and cells; with each cell stands what should come of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random
from typing import Any

from hypothesis import strategies as st
from mutation_tables import Cell, Table

from crm_attribution.landing.contracts import Column
from crm_attribution.landing.names import fold_name

Draw = Callable[[st.SearchStrategy[Any]], Any]
FOREIGN = ["Société Générale à Genève", "Müller & Söhne, Straße", "市场活动推广渠道", "José Núñez"]
JUNK = ["", "x", "1,5", 'said "so"', '{"a": [1, 2]}', "<p>a;b</p>", "line\nbreak", "|", "007", "'"]


def make_random(draw: Draw) -> Random:
    return Random(draw(st.integers(0, 2**32)))


def pick_row(table: Table, draw: Draw) -> dict[str, Cell]:
    return table.rows[draw(st.integers(0, len(table.rows) - 1))]


def reorder_columns(table: Table, draw: Draw) -> None:
    order = list(table.labels)
    make_random(draw).shuffle(order)
    table.labels = {header: table.labels[header] for header in order}


def shuffle_rows(table: Table, draw: Draw) -> None:
    make_random(draw).shuffle(table.rows)


def drop_rows(table: Table, draw: Draw) -> None:
    random = make_random(draw)
    share = random.random()
    kept = [row for row in table.rows if random.random() < share]
    table.rows = kept or table.rows[:1]


def duplicate_rows(table: Table, draw: Draw) -> None:
    for _ in range(draw(st.integers(1, 3))):
        row = pick_row(table, draw)
        table.rows.insert(draw(st.integers(0, len(table.rows))), dict(row))


def _words(header: str) -> list[str]:
    return re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[^\W_A-Za-z]+", header)


MODES: dict[str, Callable[[str], str]] = {
    "lower": lambda header: header.lower(),
    "upper": lambda header: header.upper(),
    "snake": lambda header: "_".join(_words(header)).lower(),
    "label": lambda header: " ".join(word.capitalize() for word in _words(header)),
    "api": lambda header: "".join(word.capitalize() for word in _words(header)),
    "hyphens": lambda header: "-".join(_words(header)).lower(),
    "blanks": lambda header: f" {header} ",
}


def rename_columns(table: Table, draw: Draw) -> None:
    mode = draw(st.sampled_from(sorted(MODES)))
    for header, label in table.labels.items():
        renamed = MODES[mode](label)
        if label and fold_name(renamed) == fold_name(label):
            table.labels[header] = renamed


def _known_headers(table: Table, column: Column) -> list[str]:
    """List the headers that answer to a column of the contract: the best of them is read."""
    names = {fold_name(name) for name in (column.name, *column.aliases)}
    return [header for header, label in table.labels.items() if fold_name(label) in names]


def rename_to_alias(table: Table, draw: Draw) -> None:
    """Give one column another of the names that its contract knows."""
    columns = table.sample.entity.columns
    claimed = [fold_name(name) for c in columns for name in (c.name, *c.aliases)]
    taken = {fold_name(label) for label in table.labels.values()}
    chosen = [
        (header, name)
        for column in columns
        if len(known := _known_headers(table, column)) == 1
        for header in known
        for name in (column.name, *column.aliases)
        if fold_name(name) not in taken and claimed.count(fold_name(name)) == 1
    ]
    if chosen:
        header, name = draw(st.sampled_from(chosen))
        table.labels[header] = name


def add_unknown_columns(table: Table, draw: Draw) -> None:
    random = make_random(draw)
    for place in range(draw(st.integers(1, 3))):
        # The same column is not added twice, and no adapter reads one of such a name.
        name = f"zz_unknown_{len(table.labels)}_{place}"
        for row in table.rows:
            row[name] = Cell(random.choice(JUNK))
        labels = [*table.labels.items()]
        labels.insert(draw(st.integers(0, len(labels))), (name, draw(st.sampled_from([name, ""]))))
        table.labels = dict(labels)


def blank_a_header(table: Table, draw: Draw) -> None:
    """Take the label from a column; not where another would then be read in its place."""
    header = draw(st.sampled_from(list(table.labels)))
    known = [_known_headers(table, column) for column in table.sample.entity.columns]
    if all(len(headers) == 1 for headers in known if header in headers):
        table.labels[header] = ""


def blank_cells(table: Table, draw: Draw) -> None:
    for _ in range(draw(st.integers(1, 4))):
        row = pick_row(table, draw)
        header = draw(st.sampled_from(list(table.labels)))
        row[header] = Cell(draw(st.sampled_from(["", " ", "\u00a0", "NULL", " - ", "N/A"])))


def duplicate_cells(table: Table, draw: Draw) -> None:
    for _ in range(draw(st.integers(1, 4))):
        row, other = pick_row(table, draw), pick_row(table, draw)
        header = draw(st.sampled_from(list(table.labels)))
        row[header] = other[header]


def write_foreign_text(table: Table, draw: Draw) -> None:
    columns = table.columns("text")
    if not columns:
        return
    text = draw(st.sampled_from(FOREIGN))
    for _ in range(draw(st.integers(1, 6))):
        _, header = columns[draw(st.integers(0, len(columns) - 1))]
        pick_row(table, draw)[header] = Cell(text, is_own=True)


MUTATIONS = (
    reorder_columns,
    shuffle_rows,
    drop_rows,
    duplicate_rows,
    rename_columns,
    rename_to_alias,
    add_unknown_columns,
    blank_a_header,
    blank_cells,
    duplicate_cells,
    write_foreign_text,
)
