"""A text file made ready for DuckDB: in place when it is plain UTF-8, else written anew."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from crm_attribution.landing.reading.compression import chunks
from crm_attribution.landing.reading.encodings import detect_encoding
from crm_attribution.landing.reading.raw_file import RawFile
from crm_attribution.landing.reading.surveys import HEAD_BYTES, survey
from crm_attribution.landing.reading.transcoding import transcode


@dataclass(frozen=True, kw_only=True)
class TextFile:
    """A file in UTF-8.

    Attributes:
        path: Where it is; gzip only when it is read in place.
        encoding: What it was written in.
        head: Its beginning, decoded.
        is_whole: Whether the beginning is all of it.
        size: Bytes of the unpacked original.
    """

    path: Path
    encoding: str
    head: str
    is_whole: bool
    size: int


def open_text(raw: RawFile, *, scratch: Path, in_place: tuple[str, ...]) -> TextFile:
    """Find a file's encoding, and write it anew when DuckDB cannot read it in place.

    Args:
        raw: The file.
        scratch: Where to write.
        in_place: Encodings that can be read in place, zero bytes apart.

    Returns:
        The file in UTF-8.

    Raises:
        ExportError: It is text in no encoding.
    """
    found = survey(chunks(raw.path))
    encoding = detect_encoding(raw.path, found=found, name=raw.name)
    path, head = raw.path, found.head
    if encoding not in in_place or found.zeros:
        path = Path(tempfile.mkdtemp(dir=scratch)) / "text"
        transcode(raw.path, encoding=encoding, target=path, name=raw.name)
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
    return TextFile(
        path=path,
        encoding=encoding,
        head=head.decode("utf-8", errors="ignore").removeprefix("\ufeff"),
        is_whole=found.size <= HEAD_BYTES,
        size=found.size,
    )
