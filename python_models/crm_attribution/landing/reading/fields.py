"""Fields of one record whose quotes do not keep to the standard."""

from __future__ import annotations

from dataclasses import dataclass

from crm_attribution.landing.reading.sniffing import Form


@dataclass(frozen=True, kw_only=True)
class Split:
    """A text split into fields.

    Attributes:
        fields: The values.
        open_from: Position of the first field whose opening quote is never closed; None when all
            are. More text may still close it.
    """

    fields: list[str]
    open_from: int | None


def split_fields(text: str, form: Form) -> Split:
    """Split a text that is one record, with or without line breaks in its values.

    A quote closes a value only before a delimiter or the end; any other quote within it is a
    plain character, and so is a quote that is never closed.

    Args:
        text: The record without its line end.
        form: Delimiter and quotes.

    Returns:
        The fields.

    Source:
        RFC 4180, extended as above.

    Example:
        >>> form = Form(delimiter=",", quote='"', escape='"', header=(), skipped_lines=0)
        >>> split_fields('1,"a "b" c, d",5" pipe', form).fields
        ['1', 'a "b" c, d', '5" pipe']
        >>> split_fields('1,"abc,3', form)
        Split(fields=['1', '"abc', '3'], open_from=1)
    """
    fields: list[str] = []
    open_from = None
    position, end = 0, len(text)
    while True:
        closed = _quoted(text, position, form)
        if closed:
            value, position = closed
        else:
            if form.quote and text.startswith(form.quote, position) and open_from is None:
                open_from = len(fields)
            stop = text.find(form.delimiter, position)
            stop = end if stop < 0 else stop
            value, position = text[position:stop], stop
        fields.append(value)
        if position >= end:
            return Split(fields=fields, open_from=open_from)
        position += 1


def _quoted(text: str, start: int, form: Form) -> tuple[str, int] | None:
    """The value of a quoted field and where its delimiter or the end stands."""
    quote = form.quote
    if not quote or not text.startswith(quote, start):
        return None
    value: list[str] = []
    position, end = start + 1, len(text)
    while True:
        at = text.find(quote, position)
        if at < 0:
            return None
        if form.escape == "\\" and _escaped(text, start, at):
            value.append(text[position : at - 1] + quote)
            position = at + 1
        elif text.startswith(quote, at + 1) and form.escape == quote:
            value.append(text[position : at + 1])
            position = at + 2
        elif at + 1 == end or text.startswith(form.delimiter, at + 1):
            value.append(text[position:at])
            return "".join(value), at + 1
        else:
            value.append(text[position : at + 1])
            position = at + 1


def _escaped(text: str, start: int, at: int) -> bool:
    count = 0
    while at - 1 - count > start and text[at - 1 - count] == "\\":
        count += 1
    return count % 2 == 1
