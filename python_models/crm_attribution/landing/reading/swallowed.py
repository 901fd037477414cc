"""Records that two stray quotes have drawn into one value."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crm_attribution.landing.reading.formats import sql_name, sql_text
from crm_attribution.landing.reading.headers import mended_names
from crm_attribution.landing.reading.proof import Shape
from crm_attribution.landing.reading.sniffing import Form

LINE_END = r"(?:\r\n|\r|\n)"


def swallowing_condition(form: Form) -> str:
    r"""SQL that finds values with line breaks and as many delimiters as whole records have.

    A quote that opens in column i of one record and closes in column i of a later one leaves a
    value whose first line has the delimiters after column i, whose last line has those before it,
    and whose lines between have all of them: together a multiple of what one record has.

    Args:
        form: How the file is written, two columns at least.

    Returns:
        A condition on the columns of its reader.

    Source:
        RFC 4180: a quoted value may hold line breaks and delimiters.
    """
    names = mended_names(form.header)
    delimiter, most = sql_text(form.delimiter), len(names) - 1
    conditions = []
    for name in names:
        column = sql_name(name)
        count = f"(length({column}) - length(replace({column}, {delimiter}, '')))"
        conditions.append(
            f"((contains({column}, chr(10)) or contains({column}, chr(13))) "
            f"and {count} >= {most} and {count} % {most} = 0)"
        )
    return " or ".join(conditions)


def is_swallowing(record: Sequence[str], form: Form, shape: Shape) -> bool:
    r"""Whether a record of the standard is proved to be several, drawn together by quotes.

    Args:
        record: Its values.
        form: How the file is written.
        shape: What a record looks like; without key and types nothing is proved.

    Returns:
        Whether the lines of a value complete the values before and after it to whole records.

    Example:
        >>> form = Form(delimiter=",", quote='"', escape='"', header=(), skipped_lines=0)
        >>> shape = Shape(field_count=3, least_field_count=3, hints={0: "key", 2: "decimal"})
        >>> is_swallowing(["1", "big,3\n2,small,4\n3,last", "5"], form, shape)
        True
        >>> is_swallowing(["1", "big, or so\n2, small", "5"], form, shape)
        False
    """
    if not shape.hints:
        return False
    for position, value in enumerate(record):
        if "\n" not in value and "\r" not in value:
            continue
        texts = _record_texts(value, form, before=position, most=len(record) - 1)
        if not texts:
            continue
        first, *between, last = [text.split(form.delimiter) for text in texts]
        parts = [[*record[:position], *first], *between, [*last, *record[position + 1 :]]]
        if all(shape.proves(part) for part in parts):
            return True
    return False


def _record_texts(value: str, form: Form, *, before: int, most: int) -> list[str]:
    """Lines of a value put together to what each record has of it; none where they do not fit.

    Records may have line breaks, and blank lines between them: a record goes on until it has its
    delimiters, and takes what follows without any.
    """
    lines = re.split(LINE_END, value)
    last = [lines.pop()]
    while _count(last, form) < before and lines:
        last.insert(0, lines.pop())
    texts: list[list[str]] = []
    for line in lines:
        wanted = most - before if len(texts) == 1 else most
        if texts and (_count(texts[-1], form) < wanted or not line.count(form.delimiter)):
            texts[-1].append(line)
        else:
            texts.append([line])
    counts = [_count(text, form) for text in (*texts, last)]
    if not texts or counts != [most - before, *[most] * (len(texts) - 1), before]:
        return []
    return ["\n".join(line for line in text if line) for text in (*texts, last)]


def _count(lines: Sequence[str], form: Form) -> int:
    return sum(line.count(form.delimiter) for line in lines)
