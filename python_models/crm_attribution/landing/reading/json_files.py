"""JSON of any shape: arrays, lines, objects one after another, envelopes, Airbyte messages."""

from __future__ import annotations

import json
import re
import tempfile
from pathlib import Path

import duckdb

from crm_attribution.landing.reading.formats import (
    ROW_NUMBER_COLUMN,
    ExportError,
    OpenedExport,
    RawColumn,
    sql_text,
)
from crm_attribution.landing.reading.json_columns import flattened_columns
from crm_attribution.landing.reading.json_documents import Layout, write_documents
from crm_attribution.landing.reading.json_records import broken_records, write_records
from crm_attribution.landing.reading.raw_file import RawFile
from crm_attribution.landing.reading.scratch_database import copy_to_parquet, scratch_database
from crm_attribution.landing.reading.text_files import TextFile, open_text

ALLOWED = (
    "an array of objects, one object per line, objects one after another, or an envelope such as "
    '{"records": [...]}'
)
AIRBYTE_STREAM = re.compile(r"(?:incremental_|full_refresh_)?(.+?)(?:_zoho_crm)?_stream")


def open_json(raw: RawFile, *, scratch: Path) -> list[OpenedExport]:
    """Open a JSON file.

    Args:
        raw: The file.
        scratch: Folder for the flattened records.

    Returns:
        One export, or one for each stream of Airbyte messages. Every value is the text that
        stands in the file, numbers included; nested objects are flattened as
        ``flattened_columns`` says.

    Raises:
        ExportError: The text is not JSON; names the place.

    Source:
        RFC 8259; JSON Lines (jsonlines.org); the Airbyte protocol.
    """
    text = open_text(raw, scratch=scratch, in_place=("utf-8",))
    folder = Path(tempfile.mkdtemp(dir=scratch))
    layout = _layout(text, name=raw.name)
    with scratch_database() as connection:
        try:
            documents = write_documents(
                connection, path=text.path, layout=layout, size=text.size, folder=folder
            )
            records, streams = write_records(connection, documents=documents, folder=folder)
        except duckdb.Error as error:
            reason = str(error).splitlines()[0].replace(str(text.path), raw.name)
            raise ExportError(f"{raw.name}: {reason} Allowed: {ALLOWED}.") from error
        broken = broken_records(connection, records=records, path=text.path, folder=folder)
        # What belongs to no stream is told once, with the first.
        return [
            _opened(
                connection,
                raw,
                records,
                stream,
                folder,
                encoding=text.encoding,
                broken=None if position else broken,
            )
            for position, stream in enumerate(streams)
        ]


def _layout(file: TextFile, *, name: str) -> Layout:
    text = file.head.lstrip()
    if not text:
        return "newline_delimited"
    if text.startswith("["):
        return "array"
    first, _, rest = text.partition("\n")
    second = rest.lstrip().partition("\n")[0]
    objects = (_objects_in(first), _objects_in(second))
    if not text.startswith("{") and objects[1] != 1:
        raise ExportError(f"{name}: begins with {text[:40]!r}. Allowed: {ALLOWED}.")
    if objects[0] == 1:
        return "newline_delimited" if rest.strip() or not file.is_whole else "unstructured"
    # A broken first line among whole ones is a broken record, not another layout.
    return "newline_delimited" if objects == (0, 1) and len(second) > 2 else "unstructured"


def _objects_in(line: str) -> int:
    """How many whole objects a line holds: none, one or (2) more."""
    decoder, line = json.JSONDecoder(), line.strip()
    try:
        value, end = decoder.raw_decode(line)
    except ValueError:
        return 0
    return 0 if not isinstance(value, dict) else 1 if end == len(line) else 2


def _opened(
    connection: duckdb.DuckDBPyConnection,
    raw: RawFile,
    records: Path,
    stream: str,
    folder: Path,
    *,
    encoding: str,
    broken: str | None,
) -> OpenedExport:
    rows = (
        f"(select * from read_parquet({sql_text(records)}) "
        f"where is_object and stream = {sql_text(stream)})"
    )
    columns = flattened_columns(connection, rows)
    target = Path(tempfile.mkdtemp(dir=folder)) / "records.parquet"
    selected = ", ".join(
        [f"record_number as {ROW_NUMBER_COLUMN}", *(column.sql for column in columns)]
    )
    copy_to_parquet(connection, f"select {selected} from {rows} order by record_number", target)
    name, stems = raw.name, raw.stems
    if stream:
        shortened = AIRBYTE_STREAM.fullmatch(stream)
        name = f"{raw.name}/{stream}"
        stems = (*([shortened[1]] if shortened else []), stream)
    return raw.opened(
        name=name,
        stems=stems,
        format="json",
        encoding=encoding,
        reader=f"read_parquet({sql_text(target)})",
        row_number=ROW_NUMBER_COLUMN,
        columns=tuple(RawColumn(name=column.name, type="VARCHAR") for column in columns),
        broken=broken,
    )
