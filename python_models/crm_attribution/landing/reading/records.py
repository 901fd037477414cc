"""A damaged delimited file: records read, mended where it can be proved, or rejected whole."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from crm_attribution.landing.reading.formats import sql_text
from crm_attribution.landing.reading.headers import mended_names
from crm_attribution.landing.reading.parquet_writing import TextWriter
from crm_attribution.landing.reading.piece_types import Piece, Run
from crm_attribution.landing.reading.pieces import read_pieces
from crm_attribution.landing.reading.proof import Shape
from crm_attribution.landing.reading.sniffing import Form
from crm_attribution.landing.reading.stretches import judged, stretches

UNPLACED = "a line break beside it may belong to this record or to its neighbour"


@dataclass(frozen=True, kw_only=True)
class MendedFile:
    """What was written of a damaged file."""

    records: Path
    broken: str | None
    repaired_count: int
    record_count: int
    broken_count: int


def mend_records(path: Path, form: Form, *, shape: Shape, scratch: Path) -> MendedFile:
    """Read a delimited file line by line, with bounded memory.

    Physical lines are records by the standard where they have as many fields as the header. The
    others, with the whole records beside them, are put together in every way that gives the right
    number of fields, a key without line break and typed cells that can be read; what all ways
    agree on is a record. All other pieces are rejected as they stand, one row each, so that
    records read + pieces rejected account for every line that is not blank.

    Args:
        path: The file in UTF-8; gzip is unpacked.
        form: How it is written.
        shape: How many fields a record has, and of what types.
        scratch: Where to write.

    Returns:
        Parquet files of the records (numbered among all records and rejected pieces, in the order
        of the file) and of the rejected pieces, and how many records were mended.
    """
    folder = Path(tempfile.mkdtemp(dir=scratch))
    records, broken = folder / "records.parquet", folder / "broken.parquet"
    number = repaired = rejected = 0
    with (
        TextWriter(records, mended_names(form.header)) as sink,
        TextWriter(broken, ["original", "reason"]) as rejects,
    ):
        for stretch in stretches(read_pieces(path, form, shape), form, shape):
            if isinstance(stretch, Run):
                sink.write_all(number + 1, stretch.records)
                number += len(stretch.records)
                continue
            for record, piece, is_mended in judged(stretch, form, shape):
                number += 1
                if record is not None:
                    repaired += is_mended
                    sink.write(number, record)
                else:
                    rejected += 1
                    rejects.write(number, [piece.text, _reason(piece, shape)])
    return MendedFile(
        records=records,
        broken=_broken_reader(broken) if rejected else None,
        repaired_count=repaired,
        record_count=number - rejected,
        broken_count=rejected,
    )


def _broken_reader(path: Path) -> str:
    return (
        "(select export_row_number as row_number, original, reason "
        f"from read_parquet({sql_text(path)}))"
    )


def _reason(piece: Piece, shape: Shape) -> str:
    if piece.record is not None:
        return UNPLACED
    fields = "1 field" if piece.field_count == 1 else f"{piece.field_count} fields"
    return f"{fields} where the header has {shape.field_count}"
