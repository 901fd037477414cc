"""A delimited file: read in place when every line has as many fields as the header."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from crm_attribution.landing.reading.csv_readers import (
    csv_reader,
    doubtful_records,
    keeps_no_quotes,
    reads_strictly,
)
from crm_attribution.landing.reading.formats import (
    ROW_NUMBER_COLUMN,
    ExportError,
    Hints,
    OpenedExport,
    RawColumn,
    sql_text,
)
from crm_attribution.landing.reading.headers import mended_names
from crm_attribution.landing.reading.key_patterns import key_patterns
from crm_attribution.landing.reading.pieces import whole_records
from crm_attribution.landing.reading.proof import Shape
from crm_attribution.landing.reading.raw_file import RawFile
from crm_attribution.landing.reading.records import mend_records
from crm_attribution.landing.reading.sniffing import SAMPLE_RECORDS, Form, sniff
from crm_attribution.landing.reading.swallowed import is_swallowing
from crm_attribution.landing.reading.text_files import TextFile, open_text

MARKUP = re.compile(r"\s*<(?:!doctype|html|table|\?xml)", re.IGNORECASE)


def open_delimited(raw: RawFile, *, scratch: Path, hints: Hints | None) -> OpenedExport:
    """Open a delimited file of any encoding.

    Args:
        raw: The file.
        scratch: Folder for what has to be written anew.
        hints: Key and typed columns by position, for records that have to be proved.

    Returns:
        The export; regular UTF-8 is read in place.

    Raises:
        ExportError: No encoding, or one column.

    Source:
        RFC 4180.
    """
    text = open_text(raw, scratch=scratch, in_place=("utf-8", "utf-8-sig"))
    if MARKUP.match(text.head):
        raise ExportError(
            f"{raw.name}: begins with {text.head.lstrip()[:40]!r}, a web page or XML. "
            "Allowed: CSV, JSON, Parquet, or a workbook."
        )
    form = sniff(text.head, name=raw.name, is_whole=text.is_whole)
    if form is None:
        return _empty(raw, text)
    for candidate in _candidates(form):
        reader = csv_reader(text.path, candidate)
        if reads_strictly(reader) and keeps_no_quotes(reader, candidate):
            if _swallows(reader, candidate, text, hints=hints):
                break
            return _in_place(raw, candidate, text, reader=reader)
    return _mended(raw, form, text, scratch=scratch, hints=hints)


def _candidates(form: Form) -> Iterator[Form]:
    """Ways of quoting, the standard's first; each is proved or refuted by the whole file."""
    yield form
    yield form.written_with(quote=form.quote, escape="\\")
    yield form.written_with(quote=None, escape=None)


def _swallows(reader: str, form: Form, text: TextFile, *, hints: Hints | None) -> bool:
    """Whether two stray quotes are proved to have made one record of several."""
    shape = None
    for record in doubtful_records(reader, form) if hints else ():
        shape = shape or _shape(form, text, hints)
        if is_swallowing(record, form, shape):
            return True
    return False


def _shape(form: Form, text: TextFile, hints: Hints | None) -> Shape:
    names = mended_names(form.header)
    filled = [position for position, name in enumerate(form.header, start=1) if name.strip()]
    types = hints(names) if hints else {}
    shape = Shape(
        field_count=len(names), least_field_count=max(filled, default=len(names)), hints=types
    )
    beginning = islice(whole_records(text.path, form, shape), SAMPLE_RECORDS)
    return replace(shape, keys=key_patterns([*beginning], types))


def _in_place(raw: RawFile, form: Form, text: TextFile, *, reader: str) -> OpenedExport:
    return raw.opened(
        format="csv",
        encoding=text.encoding,
        delimiter=form.delimiter,
        quote=form.quote,
        reader=reader,
        row_number="row_number() over ()",
        columns=tuple(RawColumn(name=n, type="VARCHAR") for n in mended_names(form.header)),
    )


def _mended(
    raw: RawFile, form: Form, text: TextFile, *, scratch: Path, hints: Hints | None
) -> OpenedExport:
    names = mended_names(form.header)
    mended = mend_records(text.path, form, shape=_shape(form, text, hints), scratch=scratch)
    return raw.opened(
        format="csv",
        encoding=text.encoding,
        delimiter=form.delimiter,
        quote=form.quote,
        reader=f"read_parquet({sql_text(mended.records)})",
        row_number=ROW_NUMBER_COLUMN,
        columns=tuple(RawColumn(name=name, type="VARCHAR") for name in names),
        broken=mended.broken,
        repaired_count=mended.repaired_count,
    )


def _empty(raw: RawFile, text: TextFile) -> OpenedExport:
    return raw.opened(
        format="csv",
        encoding=text.encoding,
        reader="(select 1 as no_column where false)",
        row_number="0::bigint",
        columns=(),
    )
