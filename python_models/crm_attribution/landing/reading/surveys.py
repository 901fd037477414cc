"""One pass over a text file's bytes."""

from __future__ import annotations

import codecs
from collections.abc import Iterable
from dataclasses import dataclass

HEAD_BYTES = 1 << 20


@dataclass(frozen=True, kw_only=True)
class Survey:
    """What one pass over a file's bytes tells."""

    size: int
    head: bytes
    invalid_utf8_at: int | None
    zeros_at_even: int
    zeros_at_odd: int

    @property
    def zeros(self) -> int:
        """Zero bytes; in UTF-8 text they stand for nothing."""
        return self.zeros_at_even + self.zeros_at_odd


def survey(pieces: Iterable[bytes]) -> Survey:
    r"""Look at every byte of a file once.

    Args:
        pieces: The file's bytes in order.

    Returns:
        Size, first bytes, offset of the first byte that is not UTF-8 (None when all are), and
        zero bytes by the parity of their offset.

    Source:
        RFC 3629 (UTF-8), by Python's incremental decoder.

    Example:
        >>> survey([b"caf\xc3", b"\xa9"]).invalid_utf8_at is None
        True
        >>> survey([b"caf\xe9,x"]).invalid_utf8_at
        3
    """
    decoder = codecs.getincrementaldecoder("utf-8")()
    size, invalid, even, odd = 0, None, 0, 0
    head = bytearray()
    for piece in pieces:
        if len(head) < HEAD_BYTES:
            head += piece[: HEAD_BYTES - len(head)]
        if invalid is None and not (piece.isascii() and not decoder.getstate()[0]):
            invalid = _invalid_at(decoder, piece, size)
        if zeros := piece.count(0):
            on_even = piece[size % 2 :: 2].count(0)
            even, odd = even + on_even, odd + zeros - on_even
        size += len(piece)
    if invalid is None:
        invalid = _invalid_at(decoder, b"", size, final=True)
    return Survey(
        size=size, head=bytes(head), invalid_utf8_at=invalid, zeros_at_even=even, zeros_at_odd=odd
    )


def _invalid_at(
    decoder: codecs.IncrementalDecoder, piece: bytes, offset: int, *, final: bool = False
) -> int | None:
    held_back = len(decoder.getstate()[0])
    try:
        decoder.decode(piece, final)
    except UnicodeDecodeError as error:
        return offset - held_back + error.start
    return None
