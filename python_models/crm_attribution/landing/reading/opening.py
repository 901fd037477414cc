"""One raw file, opened: as many exports as it holds."""

from __future__ import annotations

import tempfile
from pathlib import Path

from crm_attribution.landing.reading.compression import is_gzip, unzip
from crm_attribution.landing.reading.delimited import open_delimited
from crm_attribution.landing.reading.formats import (
    ARCHIVE_ENDING,
    GZIP_ENDING,
    JSON_ENDINGS,
    PARQUET_ENDINGS,
    WORKBOOK_ENDINGS,
    Hints,
    OpenedExport,
    file_sha256,
    stem,
)
from crm_attribution.landing.reading.json_files import open_json
from crm_attribution.landing.reading.parquet_files import open_parquet
from crm_attribution.landing.reading.raw_file import RawFile
from crm_attribution.landing.reading.workbooks import open_workbook


def open_export(
    path: Path, *, scratch: Path, name: str, hints: Hints | None = None
) -> list[OpenedExport]:
    """Open a raw file so that DuckDB reads every table in it as columns of text.

    Args:
        path: The file, of an ending that ``is_export`` takes.
        scratch: A folder that outlives the reading; what is not plain is written anew in it.
        name: The file in messages and tables.
        hints: From a header to the data types of its key and typed columns, by position.

    Returns:
        One export per table; of each, the records of ``reader`` and of ``broken`` together are
        the records that the file holds.

    Raises:
        ExportError: The file cannot be read; names file, place, and what is allowed.
    """
    raw = RawFile(
        path=path,
        name=name,
        stems=(stem(path.name),),
        compression="gzip" if is_gzip(path) else None,
        sha256=file_sha256(path),
    )
    return _open(raw, scratch=scratch, hints=hints)


def _open(raw: RawFile, *, scratch: Path, hints: Hints | None) -> list[OpenedExport]:
    ending = raw.path.name.lower().removesuffix(GZIP_ENDING)
    if ending.endswith(ARCHIVE_ENDING):
        return _open_archive(raw, scratch=scratch, hints=hints)
    if ending.endswith(PARQUET_ENDINGS):
        return [open_parquet(raw)]
    if ending.endswith(WORKBOOK_ENDINGS) and not _is_text(raw.path):
        return open_workbook(raw, scratch=scratch)
    if ending.endswith(JSON_ENDINGS):
        return open_json(raw, scratch=scratch)
    return [open_delimited(raw, scratch=scratch, hints=hints)]


def _open_archive(raw: RawFile, *, scratch: Path, hints: Hints | None) -> list[OpenedExport]:
    folder = Path(tempfile.mkdtemp(dir=scratch))
    opened = []
    for member, path in unzip(raw.path, into=folder, name=raw.name):
        part = RawFile(
            path=path,
            name=f"{raw.name}/{member}",
            stems=(stem(member),),
            compression="zip",
            sha256=raw.sha256,
        )
        opened += _open(part, scratch=scratch, hints=hints)
    return opened


def _is_text(path: Path) -> bool:
    """Whether a file that calls itself a workbook is none: reports are often saved so."""
    with path.open("rb") as file:
        return not file.read(4).startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0"))
