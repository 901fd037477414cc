"""A column given as a list of cells, its dialect decided and its cells read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pytest

from crm_attribution.landing.dialects import (
    DialectSettings,
    NullWords,
    TypedColumn,
    clean,
    decide_dialects,
    read_null_words,
)

SEED = Path(__file__).parents[4] / "seeds" / "reference" / "null_words.csv"


class Column:
    """What came out of one column: the name of its dialect, its values, which are dates alone."""

    def __init__(self, name: str, rows: Sequence[tuple[Any, Any]]) -> None:
        self.name = name
        self.values = [value for value, _ in rows]
        self.is_date_only = [is_date_only for _, is_date_only in rows]


@pytest.fixture(scope="session")
def null_words() -> NullWords:
    return read_null_words(SEED)


@pytest.fixture(scope="session")
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute("set timezone = 'UTC'")
        yield connection


@pytest.fixture(scope="session")
def read(connection: duckdb.DuckDBPyConnection, null_words: NullWords) -> Callable[..., Column]:
    def read(column_type: str, cells: Sequence[str | None], **settings: str) -> Column:
        connection.execute("create or replace table cells (place integer, cell varchar)")
        connection.execute(
            "insert into cells select generate_subscripts($1, 1), unnest($1::varchar[])",
            [list(cells)],
        )
        raw = clean("cell", type=column_type, null_words=null_words)
        cleaned = f"(select place, {raw} as raw from cells)"
        dialect = decide_dialects(
            connection,
            reader=cleaned,
            columns=[TypedColumn(name="read", source="raw", type=column_type)],
            settings=DialectSettings(**settings),
            where="shop/visits.csv",
        )["read"]
        flag = dialect.is_date_only("raw") if column_type == "timestamp" else "null"
        rows = connection.execute(
            f"select {dialect.value('raw')}, {flag} from {cleaned} order by place"
        ).fetchall()
        return Column(dialect.name, rows)

    return read
