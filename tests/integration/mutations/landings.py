"""What landing makes of one file: rows, rejections, records rejected whole."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from crm_attribution.landing import Contracts, LandingSettings, land
from crm_attribution.landing.contracts import Entity

NULL_WORDS = Path(__file__).resolve().parents[3] / "seeds" / "reference" / "null_words.csv"
KEY_REASONS = (
    "an earlier row has this key",
    "a later version of this record is in the export",
)


@dataclass(frozen=True, kw_only=True)
class Rejection:
    """Why a row is rejected."""

    column: str
    value: str | None
    reason: str


@dataclass(frozen=True, kw_only=True)
class LandedRow:
    """One row of a landing table: its cells by column, why it is rejected, whether it is staged."""

    cells: Mapping[str, Any]
    rejections: tuple[Rejection, ...]
    is_staged: bool


@dataclass(frozen=True, kw_only=True)
class Landed:
    """What came out of one file; rows in the order of the file."""

    rows: list[LandedRow]
    broken_count: int
    raw_names: Mapping[str, str]
    dialects: Mapping[str, str | None]


@cache
def _connection() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(config={"threads": 1})
    connection.execute("set timezone = 'UTC'")
    return connection


@contextmanager
def _empty_database() -> Iterator[duckdb.DuckDBPyConnection]:
    """Give an empty database; to attach one takes a tenth of the time of a new connection."""
    connection = _connection()
    connection.execute("attach ':memory:' as mutated")
    connection.execute("use mutated")
    try:
        yield connection
    finally:
        connection.execute("use memory")
        connection.execute("detach mutated")


def land_file(entity: Entity, system: str, name: str, content: bytes) -> Landed:
    """Land one file into a database of its own.

    Raises:
        ValueError: What landing raises.
    """
    with tempfile.TemporaryDirectory() as folder, _empty_database() as database:
        path = Path(folder) / system / name
        path.parent.mkdir()
        path.write_bytes(content)
        settings = LandingSettings(
            exports_path=folder, null_words_path=str(NULL_WORDS), secret="a key of the tests"
        )
        land(database, contracts=Contracts((entity,)), settings=settings)
        return _landed(database, entity)


def _landed(database: duckdb.DuckDBPyConnection, entity: Entity) -> Landed:
    result = database.execute(
        f'select * from "landing_{entity.adapter}"."{entity.name}" order by row_number'
    )
    names = [column[0] for column in result.description]
    rows = [dict(zip(names, row, strict=True)) for row in result.fetchall()]
    sources = database.execute(
        "select column_name, raw_name, dialect from landing.columns"
    ).fetchall()
    (broken,) = database.execute("select count(*) from landing.broken_rows").fetchall()
    return Landed(
        rows=[_row(row) for row in rows],
        broken_count=broken[0],
        raw_names={column: raw for column, raw, _ in sources},
        dialects={column: dialect for column, _, dialect in sources},
    )


PLACES = ("source_system", "file_name", "row_number", "rejections", "is_staged")


def _row(row: dict[str, Any]) -> LandedRow:
    rejections = tuple(
        Rejection(column=r["column_name"], value=r["value"], reason=r["reason"])
        for r in row["rejections"] or ()
    )
    cells = {name: value for name, value in row.items() if name not in PLACES}
    return LandedRow(cells=cells, rejections=rejections, is_staged=row["is_staged"])
