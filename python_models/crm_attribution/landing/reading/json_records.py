"""Records of a JSON file: taken out of Airbyte's messages, broken ones kept with their text."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from crm_attribution.landing.reading.compression import open_bytes
from crm_attribution.landing.reading.formats import sql_text
from crm_attribution.landing.reading.json_documents import NUMBERS_AS_STRINGS
from crm_attribution.landing.reading.scratch_database import copy_to_parquet

KINDS = {"NULL": "null", "ARRAY": "a list", "VARCHAR": "a text", "BOOLEAN": "a boolean"}
TEXT_OF_AIRBYTE = "json_extract_string({0}, '/_airbyte_data')"


def write_records(
    connection: duckdb.DuckDBPyConnection, *, documents: Path, folder: Path
) -> tuple[Path, list[str]]:
    """Take the records out of Airbyte's messages; other documents are records themselves.

    Args:
        connection: Any database.
        documents: What ``write_documents`` wrote.
        folder: Where to write.

    Returns:
        A Parquet file (record_number, stream, is_object, original, exact), and its streams in
        order, empty text for records of no stream.

    Source:
        Airbyte protocol (``AirbyteRecordMessage``); Airbyte raw tables (``_airbyte_data``).
    """
    source = f"read_parquet({sql_text(documents)})"
    stream, data = "null::varchar", "{}"
    where = "true"
    kinds = connection.execute(
        "select coalesce(bool_and(json_type(original, '/record/data') = 'OBJECT') "
        "filter (where json_extract_string(original, '/type') = 'RECORD'), false), "
        "coalesce(bool_and(json_type(original, '/stream') = 'VARCHAR' "
        "and json_type(original, '/data') = 'OBJECT'), false), "
        "coalesce(bool_and(json_exists(original, '/_airbyte_data')), false) "
        f"from {source} where json_type(original) = 'OBJECT'"
    ).fetchall()[0]
    if kinds[0]:
        stream = "json_extract_string(original, '/record/stream')"
        data = "json_extract({}, '/record/data')"
        where = (
            "original is null or coalesce(json_extract_string(original, '/type'), '') = 'RECORD'"
        )
    elif kinds[1]:
        stream, data = "json_extract_string(original, '/stream')", "json_extract({}, '/data')"
    elif kinds[2]:
        # Some destinations hold the record as a JSON text within a string.
        stream = "json_extract_string(original, '/_airbyte_stream')"
        data = (
            "case json_type({0}, '/_airbyte_data') when 'VARCHAR' "
            f"then {NUMBERS_AS_STRINGS.format(TEXT_OF_AIRBYTE)} "
            "else json_extract({0}, '/_airbyte_data') end"
        )
    target = folder / "objects.parquet"
    copy_to_parquet(
        connection,
        f"select record_number, coalesce({stream}, '') as stream, "
        "coalesce(json_type(original) = 'OBJECT', false) as is_object, "
        f"case when is_object then {data.format('original')} else original end as original, "
        f"case when is_object then {data.format('exact')} end as exact from {source} where {where}",
        target,
    )
    streams = connection.execute(
        f"select distinct stream from read_parquet({sql_text(target)}) where is_object "
        "order by stream"
    ).fetchall()
    return target, [name for (name,) in streams] or [""]


def broken_records(
    connection: duckdb.DuckDBPyConnection, *, records: Path, path: Path, folder: Path
) -> str | None:
    """Keep what is no object, with its text: SQL of (row_number, original, reason), or None."""
    found = connection.execute(
        "select record_number, original, json_type(original) "
        f"from read_parquet({sql_text(records)}) where not is_object order by record_number"
    ).fetchall()
    if not found:
        return None
    unread = {number for number, original, _ in found if original is None}
    texts = _lines(path, unread) if unread else {}
    rows = [
        (
            number,
            texts.get(number, original),
            "not JSON"
            if original is None
            else f"{KINDS.get(kind, 'a number')} where an object is due",
        )
        for number, original, kind in found
    ]
    target = folder / "broken.parquet"
    columns = [pa.array(column) for column in zip(*rows, strict=True)]
    pq.write_table(pa.table(columns, names=["row_number", "original", "reason"]), target)
    return f"read_parquet({sql_text(target)})"


def _lines(path: Path, numbers: set[int]) -> dict[int, str]:
    """The text of some records of a file with one record per line, by their numbers."""
    texts, number = {}, 0
    with open_bytes(path) as file:
        for line in file:
            if line.strip():
                number += 1
                if number in numbers:
                    texts[number] = line.decode("utf-8").rstrip("\r\n")
    return texts
