"""A damaged delimited file in pieces: records by the standard, and single lines."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from crm_attribution.landing.reading.compression import open_bytes
from crm_attribution.landing.reading.fields import split_fields
from crm_attribution.landing.reading.physical_lines import (
    LONGEST_QUOTED_LINES,
    Lines,
    strict_reader,
)
from crm_attribution.landing.reading.piece_types import Piece, Run
from crm_attribution.landing.reading.proof import Shape
from crm_attribution.landing.reading.sniffing import FIELD_LIMIT, Form
from crm_attribution.landing.reading.swallowed import is_swallowing

# Records read at once where nothing is damaged, and lines that they may take.
RUN_RECORDS = 4000
RUN_LINES = 40_000
# After damage, so many pieces are read singly before the next run; twice as many each time.
FIRST_PATIENCE = 100
LONGEST_PATIENCE = 20_000


def read_pieces(path: Path, form: Form, shape: Shape) -> Iterator[Piece | Run]:
    """Read a delimited file record by record; what is no record comes line by line.

    Args:
        path: The file in UTF-8; gzip is unpacked.
        form: How it is written.
        shape: What a record looks like.

    Yields:
        The pieces after the header, blank lines too; after a whole piece perhaps a run of many
        whole records.

    Source:
        Python's ``csv`` in strict mode: a quote within quotes ends the record with an error.
    """
    csv.field_size_limit(FIELD_LIMIT)
    with open_bytes(path) as file:
        lines = Lines(iter(io.TextIOWrapper(file, encoding="utf-8-sig", newline="")))
        for _ in range(form.skipped_lines):
            next(lines)
        reader = strict_reader(lines, form)
        lines.taken = []
        next(reader, None)
        patience = waited = 0
        while (piece := _next_piece(reader, lines, form, shape)) is not None:
            yield piece
            waited += 1
            if not piece.is_whole or waited < patience:
                continue
            run = _next_run(reader, lines, form, shape)
            if run is not None and run.records:
                yield run
            patience = 0 if run else min(max(FIRST_PATIENCE, 2 * patience), LONGEST_PATIENCE)
            waited = 0


def whole_records(path: Path, form: Form, shape: Shape) -> Iterator[list[str]]:
    """The undamaged records of a file, one by one."""
    for piece in read_pieces(path, form, shape):
        if isinstance(piece, Run):
            yield from piece.records
        elif piece.is_whole and piece.record is not None:
            yield piece.record


def _next_piece(
    reader: Iterator[list[str]], lines: Lines, form: Form, shape: Shape
) -> Piece | None:
    lines.taken, lines.most = [], LONGEST_QUOTED_LINES
    try:
        fields = next(reader)
    except StopIteration:
        return None
    except csv.Error:
        fields = None
    record = None if fields is None else shape.fitted(fields)
    if record is not None and (len(lines.taken) == 1 or not is_swallowing(record, form, shape)):
        return Piece("".join(lines.taken), record, len(record), True, False)
    # Its quotes may pair by accident: the lines after the first are read anew.
    lines.put_back(lines.taken[1:])
    return _line(lines.taken[0], form, shape)


def _next_run(reader: Iterator[list[str]], lines: Lines, form: Form, shape: Shape) -> Run | None:
    """Many records at once; None, and all lines put back, when one of them is damaged."""
    lines.taken, lines.most = [], RUN_LINES
    try:
        records = list(islice(reader, RUN_RECORDS))
    except csv.Error:
        records = [[]]
    counts = set(map(len, records))
    is_damaged = records == [[]] or not counts <= {0, shape.field_count}
    if not is_damaged and len(lines.taken) > len(records) and shape.hints:
        is_damaged = any(is_swallowing(record, form, shape) for record in records)
    if is_damaged:
        lines.put_back(lines.taken)
        return None
    return Run([record for record in records if record] if 0 in counts else records, lines.taken)


def last_piece(run: Run, form: Form) -> Piece:
    """The last record of a run with its text.

    It may stand on several lines: the fewest last lines that give the record are its text.
    """
    record = run.records[-1]
    lines = [*run.lines]
    while not lines[-1].strip("\r\n"):
        lines.pop()
    for count in range(1, len(lines) + 1):
        try:
            if list(strict_reader(lines[-count:], form)) == [record]:
                break
        except csv.Error:
            continue
    return Piece("".join(lines[-count:]), record, len(record), True, False)


def _line(raw: str, form: Form, shape: Shape) -> Piece:
    split = split_fields(raw.rstrip("\r\n"), form)
    record = shape.fitted(split.fields)
    is_whole = record is not None and split.open_from is None
    return Piece(raw, record, len(split.fields), is_whole, True)
