"""Bytes of a file, whatever it is packed in."""

from __future__ import annotations

import gzip
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from crm_attribution.landing.reading.formats import CHUNK_BYTES, ExportError, is_export

GZIP_MAGIC = b"\x1f\x8b"
ZIP_MAGIC = b"PK\x03\x04"


def is_gzip(path: Path) -> bool:
    """Whether a file's bytes are gzip, whatever its ending says."""
    with path.open("rb") as file:
        return file.read(2) == GZIP_MAGIC


def is_zip(path: Path) -> bool:
    """Whether a file's bytes are a zip archive; a workbook is one, too."""
    with path.open("rb") as file:
        return file.read(4) == ZIP_MAGIC


@contextmanager
def open_bytes(path: Path) -> Iterator[BinaryIO]:
    """Open a file for reading, unpacked when it is gzip.

    Args:
        path: The file.

    Raises:
        ExportError: The gzip stream is cut short or damaged.
    """
    with gzip.open(path) if is_gzip(path) else path.open("rb") as file:
        try:
            yield file  # type: ignore[misc]
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            raise ExportError(
                f"{path.name}: damaged gzip ({error}). Allowed: a complete gzip file."
            ) from error


def chunks(path: Path) -> Iterator[bytes]:
    """The unpacked bytes of a file in pieces of a few megabytes."""
    with open_bytes(path) as file:
        while chunk := file.read(CHUNK_BYTES):
            yield chunk


def unzip(path: Path, *, into: Path, name: str) -> list[tuple[str, Path]]:
    """Unpack every export of an archive, member by member, with bounded memory.

    Args:
        path: The archive.
        into: Folder for the members; they get numbers for names.
        name: The archive's name in messages.

    Returns:
        (name within the archive, unpacked file), in the order of the names.

    Raises:
        ExportError: The archive is damaged or encrypted, or holds no export.
    """
    members = []
    try:
        with zipfile.ZipFile(path) as archive:
            infos = sorted(archive.infolist(), key=lambda info: info.filename)
            for info in infos:
                if info.is_dir() or "__MACOSX" in info.filename or not is_export(info.filename):
                    continue
                # Never the member's own name: it may climb out of the folder.
                target = into / f"{len(members):04d}{''.join(Path(info.filename).suffixes[-2:])}"
                with archive.open(info) as source, target.open("wb") as sink:
                    shutil.copyfileobj(source, sink, CHUNK_BYTES)
                members.append((info.filename, target))
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError) as error:
        raise ExportError(
            f"{name}: the archive cannot be unpacked ({error}). Allowed: a zip file without "
            "password."
        ) from error
    if not members:
        raise ExportError(f"{name}: the archive holds no export.")
    return members
