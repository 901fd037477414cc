"""Stretches of a damaged file that can be judged by themselves, and their judgement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from crm_attribution.landing.reading.fields import split_fields
from crm_attribution.landing.reading.grouping import group_pieces
from crm_attribution.landing.reading.piece_types import Piece, Run
from crm_attribution.landing.reading.pieces import last_piece
from crm_attribution.landing.reading.proof import Shape
from crm_attribution.landing.reading.sniffing import Form
from crm_attribution.landing.reading.spans import find_spans

# A file in which every record is broken never comes to an end of a stretch: it is judged in parts.
LONGEST_STRETCH = 2000
Judgement = tuple[list[str] | None, Piece, bool]


def stretches(
    pieces: Iterable[Piece | Run], form: Form, shape: Shape
) -> Iterator[list[Piece] | Run]:
    """Cut a file between whole records that stand side by side.

    Neither can have lost a part to the other, since both would then have too many fields.

    Args:
        pieces: All of the file.
        form: How it is written.
        shape: What a record looks like.

    Yields:
        In order, runs of whole records, and pieces to be judged together.
    """
    held: list[Piece] = []
    is_after_whole = False
    for piece in pieces:
        if isinstance(piece, Run):
            # A run stands after a whole piece; what follows it may belong to its last record.
            yield held
            yield Run(piece.records[:-1], [])
            held = [last_piece(piece, form)]
            continue
        if piece.is_blank:
            if held:
                held.append(piece)
            continue
        if piece.is_whole and is_after_whole:
            yield held
            held = []
        elif len(held) >= LONGEST_STRETCH:
            cut = _cut(held, form, shape)
            yield held[:cut]
            held = held[cut:]
        held.append(piece)
        is_after_whole = piece.is_whole
    if held:
        yield held


def judged(stretch: Sequence[Piece], form: Form, shape: Shape) -> Iterator[Judgement]:
    """Tell records from rejected pieces.

    Args:
        stretch: Pieces of ``stretches``.
        form: How the file is written.
        shape: What a record looks like.

    Yields:
        In order: the fields of a record, its first piece, and whether it was mended; for a
        rejected piece None, the piece, False.
    """
    filled = [position for position, piece in enumerate(stretch) if not piece.is_blank]
    first = stretch[filled[0]] if filled else None
    if first is not None and len(filled) == 1 and first.is_whole:
        yield first.record, first, first.is_mended
        return
    spans = find_spans(stretch, filled, form, shape)
    found = group_pieces(
        [sorted(ends) for ends in spans.fields],
        is_loose=[_is_loose(stretch[position], form) for position in filled],
        is_proved=lambda span: shape.proves(spans.fields[span[0]][span[1]]),
        is_ghost=spans.ghosts.__contains__,
        is_short=lambda span: _is_short(stretch[filled[span[0]]], form, shape),
    )
    ends = dict(found.records)
    position = 0
    while position < len(filled):
        piece = stretch[filled[position]]
        end = ends.get(position)
        if end is None:
            yield None, piece, False
            position += 1
            continue
        is_mended = piece.is_mended or end - position > 1
        yield spans.fields[position][end], piece, is_mended
        position = end


def _is_loose(piece: Piece, form: Form) -> bool:
    """Whether a piece may be part of a neighbour's value; what is quoted whole stands alone."""
    text = piece.text
    is_quoted = len(text) > 1 and text[0] == text[-1] == form.quote
    return piece.field_count == 1 and not is_quoted


def _is_short(piece: Piece, form: Form, shape: Shape) -> bool:
    """Whether a record ends before the last header, which is blank."""
    return len(split_fields(piece.text, form).fields) < shape.field_count


def _cut(stretch: Sequence[Piece], form: Form, shape: Shape) -> int:
    """The last place that every way of putting the pieces together passes; else the end."""
    filled = [position for position, piece in enumerate(stretch) if not piece.is_blank]
    spans = find_spans(stretch, filled, form, shape)
    reached, crossed_to, cut = {0}, 0, 0
    for start in range(len(filled)):
        if start not in reached:
            continue
        if crossed_to <= start:
            cut = start
        if spans.is_unfinished[start]:
            break
        reached.update(spans.fields[start])
        crossed_to = max([crossed_to, *spans.fields[start]])
    return filled[cut] if cut else len(stretch)
