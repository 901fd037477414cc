"""Ways to put neighbouring pieces of a damaged file together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crm_attribution.landing.reading.fields import split_fields
from crm_attribution.landing.reading.piece_types import Piece
from crm_attribution.landing.reading.proof import Shape
from crm_attribution.landing.reading.sniffing import Form

# How many pieces one record may be put together from, and how long it may be.
MOST_PIECES = 500
MOST_CHARACTERS = 1_000_000


@dataclass(frozen=True, kw_only=True)
class Spans:
    """Ways to put pieces together: per piece, end and fields of every span that starts there.

    A ghost would be a record if no line break stood in its key or in a typed cell.
    """

    fields: list[dict[int, list[str]]]
    ghosts: set[tuple[int, int]]
    is_unfinished: list[bool]


def find_spans(stretch: Sequence[Piece], filled: Sequence[int], form: Form, shape: Shape) -> Spans:
    """Try every run of neighbouring pieces that may be one record.

    Args:
        stretch: Pieces, blank ones among them.
        filled: Positions of those that are not blank; spans count these alone.
        form: How the file is written.
        shape: What a record looks like.

    Returns:
        Single pieces that are records, and runs with the right number of fields whose key and
        typed cells are what they should be. In a run all quotes are closed.
    """
    fields: list[dict[int, list[str]]] = []
    ghosts: set[tuple[int, int]] = set()
    unfinished = []
    for start, position in enumerate(filled):
        piece = stretch[position]
        found: dict[int, list[str]] = {}
        if piece.record is not None and (piece.is_whole or shape.proves(piece.record)):
            found[start + 1] = piece.record
        is_unfinished = True
        for end in range(start + 2, min(len(filled), start + MOST_PIECES) + 1):
            text = "".join(p.raw for p in stretch[position : filled[end - 1] + 1]).rstrip("\r\n")
            split = split_fields(text, form)
            least = len(split.fields) if split.open_from is None else split.open_from + 1
            record = shape.fitted(split.fields)
            swallows = _swallows([stretch[place] for place in filled[start:end]], shape)
            if record is not None and split.open_from is None and not swallows:
                if shape.proves(record):
                    found[end] = record
                elif shape.proves(shape.unbroken(record)):
                    found[end] = record
                    ghosts.add((start, end))
            if (record is None and least > shape.field_count) or len(text) > MOST_CHARACTERS:
                is_unfinished = False
                break
        fields.append(found)
        unfinished.append(is_unfinished)
    return Spans(fields=fields, ghosts=ghosts, is_unfinished=unfinished)


def _swallows(pieces: Sequence[Piece], shape: Shape) -> bool:
    """Whether a record that stands by itself would become part of a value.

    Fragments without a delimiter may belong to it; a piece of several fields may not.
    """
    return any(piece.field_count > 1 and not piece.is_whole for piece in pieces) and any(
        piece.is_whole and piece.record is not None and shape.proves(piece.record)
        for piece in pieces
    )
