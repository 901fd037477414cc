"""What an opened export is, which files are exports, and how their names are read."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

Hints = Callable[[Sequence[str]], Mapping[int, str]]

DELIMITED_ENDINGS = (".csv", ".tsv", ".txt", ".tab")
JSON_ENDINGS = (".json", ".jsonl", ".ndjson")
WORKBOOK_ENDINGS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
PARQUET_ENDINGS = (".parquet",)
TABLE_ENDINGS = DELIMITED_ENDINGS + JSON_ENDINGS + WORKBOOK_ENDINGS + PARQUET_ENDINGS
ARCHIVE_ENDING = ".zip"
GZIP_ENDING = ".gz"
ROW_NUMBER_COLUMN = "export_row_number"
CHUNK_BYTES = 1 << 22


class ExportError(ValueError):
    """An export that cannot be read: the message names file, place, value and what is allowed."""


@dataclass(frozen=True, kw_only=True)
class RawColumn:
    """A column as the file names it; everything is text, save in Parquet."""

    name: str
    type: str


@dataclass(frozen=True, kw_only=True)
class OpenedExport:
    """One table of one file, ready for DuckDB; records in = records read + records broken.

    Attributes:
        name: What is shown: ``Lead.csv``, ``book.xlsx/Leads``, ``all.zip/Lead.csv``.
        stems: Names by which its entity is looked up, best first.
        format: ``csv``, ``parquet``, ``json`` or ``workbook``.
        encoding: Of a text file, by Python's name; None for others.
        compression: ``gzip``, ``zip`` or None.
        delimiter: Of a delimited file.
        quote: Of a delimited file whose values may be quoted.
        reader: SQL to select from.
        row_number: SQL of the 1-based number of the record among all records of the file.
        columns: As the reader gives them, in the order of the file.
        broken: SQL to select (row_number, original, reason) from, one row per record rejected
            whole; None when every record was read.
        repaired_count: Records whose unquoted line breaks or stray quotes were mended.
        sha256: Of the bytes of the file that was opened (of an archive: the archive's).
    """

    name: str
    stems: tuple[str, ...]
    format: str
    encoding: str | None
    compression: str | None
    delimiter: str | None
    quote: str | None
    reader: str
    row_number: str
    columns: tuple[RawColumn, ...]
    broken: str | None
    repaired_count: int
    sha256: str


def is_export(path: Path | str) -> bool:
    """Whether a file is read, judged by its ending; hidden files are left alone.

    Example:
        >>> [is_export(name) for name in ("Lead.CSV", "Lead.csv.gz", "notes.md", "._Lead.csv")]
        [True, True, False, False]
    """
    name = Path(path).name.lower()
    if name.startswith((".", "~$")):
        return False
    return name.removesuffix(GZIP_ENDING).endswith((*TABLE_ENDINGS, ARCHIVE_ENDING))


def stem(name: str) -> str:
    """The name of a file without its folder and the endings of format and compression.

    Example:
        >>> stem("all/Lead.2024.csv.gz")
        'Lead.2024'
    """
    base = name.replace("\\", "/").rsplit("/", 1)[-1]
    for endings in ((GZIP_ENDING,), (*TABLE_ENDINGS, ARCHIVE_ENDING)):
        for ending in endings:
            if base.lower().endswith(ending):
                base = base[: -len(ending)]
                break
    return base


def file_sha256(path: Path | str) -> str:
    """SHA-256 of a file's bytes, in hex, read in pieces.

    Source:
        FIPS 180-4, by ``hashlib.file_digest``.
    """
    with Path(path).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sql_text(value: object) -> str:
    """A value as an SQL string.

    Example:
        >>> sql_text("O'Neil")
        "'O''Neil'"
    """
    return "'" + str(value).replace("'", "''") + "'"


def sql_name(value: str) -> str:
    """A column name as an SQL identifier.

    Example:
        >>> sql_name('the "best" one')
        '"the ""best"" one"'
    """
    return '"' + value.replace('"', '""') + '"'
