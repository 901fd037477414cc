"""From a JSON file to its records, one JSON text each, in the order of the file."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import duckdb

from crm_attribution.landing.reading.compression import is_gzip
from crm_attribution.landing.reading.formats import sql_text
from crm_attribution.landing.reading.scratch_database import copy_to_parquet

Layout = Literal["array", "newline_delimited", "unstructured"]
LARGEST_OBJECT = 1 << 26
# Lists of records by the vendors' names: Salesforce; HubSpot; Zoho, JSON:API; Marketo; Fxiaoke;
# OData (Dynamics 365).
ENVELOPES = (
    *("records", "results", "data", "result", "dataList", "value", "values"),
    *("contacts", "companies", "deals", "engagements", "events"),
)
OUTER = ("$", '$."data"')
KEYS_OF_RECORDS = ("id", "Id", "ID", "_id", "stream", "_airbyte_data")
# A number becomes a string of the same letters: DuckDB would write 1.10 as 1.1, 1e5 as 100000.0.
# Strings are matched first, and written as they were.
NUMBERS_AS_STRINGS = (
    r"""regexp_replace({0}::varchar, '(?s)"((?:[^"\\]|\\.)*)"|(-?[0-9][0-9.eE+-]*)', """
    r"""'"\1\2"', 'g')::json"""
)


def write_documents(
    connection: duckdb.DuckDBPyConnection, *, path: Path, layout: Layout, size: int, folder: Path
) -> Path:
    """Write every top-level value of a JSON file as a row; lists in envelopes are taken apart.

    Args:
        connection: Any database.
        path: The file in UTF-8 without a mark; gzip is unpacked.
        layout: How the values follow one another.
        size: Bytes of the text.
        folder: Where to write.

    Returns:
        A Parquet file (record_number, original, exact): the JSON text as it stands, and the same
        with numbers as strings; both null for a line that is not JSON.

    Raises:
        duckdb.Error: The text is not JSON; with lines, only that line is null.
    """
    largest = max(LARGEST_OBJECT, size + 1024 if layout == "unstructured" else 0)
    lenient = "true" if layout == "newline_delimited" else "false"
    source = (
        f"read_json_objects({sql_text(path)}, format = '{layout}', ignore_errors = {lenient}, "
        f"maximum_object_size = {largest}, "
        f"compression = '{'gzip' if is_gzip(path) else 'none'}')"
    )
    exact = NUMBERS_AS_STRINGS.format("json")
    rows = f"select json as original, {exact} as exact from {source}"
    if envelope := _envelope(connection, source) if layout != "array" else None:
        # A page that is damaged loses any number of records: no line can be set aside.
        rows = rows.replace("ignore_errors = true", "ignore_errors = false")
        rows = (
            f"select unnest({_taken_apart('original', envelope)}) as original, "
            f"unnest({_taken_apart('exact', envelope)}) as exact from ({rows})"
        )
    target = folder / "documents.parquet"
    copy_to_parquet(
        connection, f"select row_number() over () as record_number, * from ({rows})", target
    )
    return target


def _taken_apart(column: str, path: str) -> str:
    """SQL of the list of records in an envelope; another object is a record itself."""
    is_envelope = f"json_type({column}, {sql_text(path.removesuffix('[*]'))}) = 'ARRAY'"
    return (
        f"case when {is_envelope} then json_extract({column}, {sql_text(path)}) else [{column}] end"
    )


def _envelope(connection: duckdb.DuckDBPyConnection, source: str) -> str | None:
    """The JSON path of the records when the first object is an envelope of them."""
    first = f"(select json from {source} limit 1)"
    keys = {
        key
        for (key,) in connection.execute(
            f"select unnest(json_keys(json)) from {first} where json_type(json) = 'OBJECT'"
        ).fetchall()
    }
    if not keys or keys & set(KEYS_OF_RECORDS):
        return None
    paths = [f'{outer}."{inner}"' for outer in OUTER for inner in ENVELOPES]
    if len(keys) == 1:
        # Shopify names the list after the object; nothing else stands beside it.
        paths += [f'$."{key}"' for key in keys if '"' not in key]
    for path in paths:
        held, first_kind = connection.execute(
            f"select json_type(json, $1), json_type(json, $2) from {first}", [path, f"{path}[0]"]
        ).fetchall()[0]
        if held == "ARRAY" and first_kind in (None, "OBJECT"):
            return f"{path}[*]"
    return None
