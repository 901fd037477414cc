"""Delimiter, quotes and header of a delimited file, guessed from its beginning."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import islice

from crm_attribution.landing.reading.formats import ExportError

DELIMITERS = (",", ";", "\t", "|", "^")
QUOTES = ('"', "'")
SAMPLE_RECORDS = 400
SEPARATOR_LINE = re.compile(r"\"?sep=(.)\"?", re.IGNORECASE)
FIELD_LIMIT = 1 << 30
ALLOWED = "comma, semicolon, tab, | or ^ between the values, and a header line"


@dataclass(frozen=True, kw_only=True)
class Form:
    """How a delimited file is written.

    Attributes:
        delimiter: Between values.
        quote: Around values; None when quotes are plain characters.
        escape: Before a quote within quotes: the quote itself or a backslash.
        header: Names as they stand, blank ones included.
        skipped_lines: Physical lines before the header.
    """

    delimiter: str
    quote: str | None
    escape: str | None
    header: tuple[str, ...]
    skipped_lines: int

    def written_with(self, *, quote: str | None, escape: str | None) -> Form:
        """The same form with other quotes."""
        return replace(self, quote=quote, escape=escape)


def sniff(text: str, *, name: str, is_whole: bool) -> Form | None:
    r"""Guess the form of a delimited file from its first lines.

    Args:
        text: The beginning of the file, decoded.
        name: The file in messages.
        is_whole: Whether the text is the whole file; else its last line is cut.

    Returns:
        The form in which most records have as many fields as the header, of equals the one with
        the most; None when the file is empty.

    Raises:
        ExportError: The file has records and reads as one column whatever the delimiter.

    Source:
        RFC 4180; ``sep=`` is Microsoft Excel's.

    Example:
        >>> form = sniff("sep=;\r\nId;Name\r\n1;Doe, Jane\r\n", name="a.csv", is_whole=True)
        >>> form.delimiter, form.header, form.skipped_lines
        (';', ('Id', 'Name'), 1)
    """
    lines = physical_lines(text)
    if not is_whole and len(lines) > 1:
        lines.pop()
    skipped, told = _skip_before_header(lines)
    body = lines[skipped:]
    if not body:
        return None
    forms = []
    for delimiter in [told] if told else DELIMITERS:
        quote = _quote(body, delimiter)
        header, share = _consistency(body, delimiter=delimiter, quote=quote)
        form = Form(
            delimiter=delimiter, quote=quote, escape=quote, header=header, skipped_lines=skipped
        )
        forms.append(((len(header) > 1, share, len(header)), form))
    _, best = max(forms, key=lambda item: item[0])
    has_records = any(line.strip() for line in body[1:])
    if len(best.header) == 1 and has_records:
        raise ExportError(
            f"{name}: reads as one column, {body[0].strip()[:200]!r}. Allowed: {ALLOWED}."
        )
    return best


def physical_lines(text: str) -> list[str]:
    r"""Split at CR, LF and CRLF alone, line ends kept.

    Example:
        >>> physical_lines("a\r\nb\rc\x0bd\u2028e")
        ['a\r\n', 'b\r', 'c\x0bd\u2028e']
    """
    return re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z", text.removeprefix("\ufeff"))


def _skip_before_header(lines: list[str]) -> tuple[int, str | None]:
    told = None
    for position, line in enumerate(lines):
        separator = SEPARATOR_LINE.fullmatch(line.rstrip("\r\n"))
        if separator and told is None:
            told = separator[1]
        elif line.strip("\r\n \x00"):
            return position, told
    return len(lines), told


def _quote(lines: list[str], delimiter: str) -> str:
    """The quote that more values of one line are wrapped in; the usual one when neither is.

    Over several lines, two apostrophes that have nothing to do with each other look like quotes; so
    do two that are values by themselves, with delimiters beside them.
    """
    text = "".join(lines[:SAMPLE_RECORDS])
    border = re.escape(delimiter)
    end = rf"(?={border}|\r|\n|\Z)"
    values = {
        quote: rf"(?:^|{border}){quote}(?!{border})"
        rf"(?:[^{quote}\r\n]|{quote}{quote})*(?<!{border}){quote}{end}"
        for quote in QUOTES
    }
    wrapped = {quote: len(re.findall(value, text, re.M)) for quote, value in values.items()}
    return max(QUOTES, key=wrapped.__getitem__)


def _consistency(
    lines: Iterable[str], *, delimiter: str, quote: str
) -> tuple[tuple[str, ...], float]:
    csv.field_size_limit(FIELD_LIMIT)
    records = csv.reader(lines, delimiter=delimiter, quotechar=quote, strict=False)
    header = tuple(next(records, []))
    counts = [len(record) for record in islice(records, SAMPLE_RECORDS) if record]
    # A blank last field is the delimiter that some systems write at the end of every line.
    width = len(header) - (len(header) > 1 and not header[-1].strip())
    fitting = sum(count in (len(header), width, width + 1) for count in counts)
    return header, fitting / len(counts) if counts else 1.0
