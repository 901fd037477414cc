"""Which encoding a text file is in, judged by all of its bytes."""

from __future__ import annotations

import codecs
from pathlib import Path

from crm_attribution.landing.reading.compression import chunks
from crm_attribution.landing.reading.formats import ExportError
from crm_attribution.landing.reading.legacy_encodings import legacy_encoding
from crm_attribution.landing.reading.surveys import Survey

SAMPLE_BYTES = 1 << 19
SAMPLE_BYTES_PER_CHUNK = 1 << 14
# The longer marks first: UTF-32's begins with UTF-16's.
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
ALLOWED = "UTF-8, UTF-16, GB18030 (GBK), Windows-1252, Mac Roman"
# UTF-16 without a mark: digits, delimiters and line ends leave a zero at every other byte.
LEAST_ZERO_SHARE = 0.05
LEAST_ZERO_SIDE = 0.95


def detect_encoding(path: Path, *, found: Survey, name: str) -> str:
    """Name the encoding of a text file.

    Args:
        path: The file; gzip is unpacked.
        found: Its survey.
        name: The file in messages.

    Returns:
        Python's name: ``utf-8``, ``utf-8-sig``, ``utf-16``, ``utf-16-le``, ``utf-16-be``,
        ``utf-32``, ``gb18030``, ``windows-1252`` or ``mac-roman``.

    Raises:
        ExportError: No encoding makes text of it; names the byte.

    Source:
        Unicode Standard 23.8 (byte order marks); RFC 3629; GB 18030-2022; WHATWG Encoding
        (windows-1252); Apple ROMAN.TXT (Mac Roman).
    """
    for mark, encoding in BYTE_ORDER_MARKS:
        if found.head.startswith(mark):
            if encoding == "utf-8-sig" and found.invalid_utf8_at is not None:
                raise undecodable(name, found.invalid_utf8_at)
            return encoding
    zeros = found.zeros
    if zeros > LEAST_ZERO_SHARE * found.size:
        for count, encoding in (
            (found.zeros_at_odd, "utf-16-le"),
            (found.zeros_at_even, "utf-16-be"),
        ):
            if count > LEAST_ZERO_SIDE * zeros and _is_text(found.head, encoding):
                return encoding
    if found.invalid_utf8_at is None:
        return "utf-8"
    encoding = legacy_encoding(_sample(path))
    if encoding is None:
        raise undecodable(name, found.invalid_utf8_at)
    return encoding


def _is_text(head: bytes, encoding: str) -> bool:
    """Whether line ends, or the start of JSON, appear once decoded; else it is not UTF-16."""
    text = head.decode(encoding, errors="ignore")
    return "\n" in text or "\r" in text or text.lstrip().startswith(("[", "{"))


def undecodable(name: str, offset: int) -> ExportError:
    """The error of a file that is text in no known encoding."""
    return ExportError(
        f"{name}: byte {offset} belongs to no text. Allowed encodings: {ALLOWED}; convert the "
        "file to UTF-8."
    )


def _sample(path: Path) -> bytes:
    """Lines that hold bytes beyond ASCII, from all over the file."""
    sample = bytearray()
    rest = b""
    for piece in chunks(path):
        # A chunk is cut at line ends, so that no double-byte character is cut in two.
        lines, _, rest = (rest + piece.replace(b"\r", b"\n")).rpartition(b"\n")
        if not lines.isascii():
            sample += _lines_beyond_ascii(lines)
        if len(sample) > SAMPLE_BYTES:
            return bytes(sample)
    return bytes(sample + (b"" if rest.isascii() else rest[:SAMPLE_BYTES]))


def _lines_beyond_ascii(text: bytes) -> bytes:
    taken = bytearray()
    for line in text.split(b"\n"):
        if not line.isascii():
            taken += line + b"\n"
            if len(taken) > SAMPLE_BYTES_PER_CHUNK:
                break
    return bytes(taken)
