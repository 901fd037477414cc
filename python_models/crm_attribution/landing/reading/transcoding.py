"""Text of any encoding, written anew in UTF-8."""

from __future__ import annotations

import codecs
from pathlib import Path

from crm_attribution.landing.reading.compression import chunks
from crm_attribution.landing.reading.encodings import undecodable


def transcode(path: Path, *, encoding: str, target: Path, name: str) -> None:
    """Write a text file anew in UTF-8 without a mark, piece by piece; zero bytes are left out.

    Args:
        path: The file; gzip is unpacked.
        encoding: Its encoding.
        target: The file to write.
        name: The file in messages.

    Raises:
        ExportError: A byte does not belong to the encoding; names its offset.
    """
    decoder = codecs.getincrementaldecoder(encoding)()
    offset = 0
    with target.open("wb") as sink:
        for piece in chunks(path):
            sink.write(_decoded(decoder, piece, offset, name).replace("\x00", "").encode())
            offset += len(piece)
        sink.write(_decoded(decoder, b"", offset, name, final=True).encode())


def _decoded(
    decoder: codecs.IncrementalDecoder,
    piece: bytes,
    offset: int,
    name: str,
    *,
    final: bool = False,
) -> str:
    held_back = len(decoder.getstate()[0])
    try:
        return decoder.decode(piece, final)
    except UnicodeDecodeError as error:
        raise undecodable(name, offset - held_back + error.start) from error
