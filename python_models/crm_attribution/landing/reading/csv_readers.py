"""DuckDB's reader of delimited files, with nothing left to guess."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb

from crm_attribution.landing.reading.compression import is_gzip
from crm_attribution.landing.reading.formats import sql_name, sql_text
from crm_attribution.landing.reading.headers import mended_names
from crm_attribution.landing.reading.scratch_database import scratch_database
from crm_attribution.landing.reading.sniffing import Form
from crm_attribution.landing.reading.swallowed import swallowing_condition

LONGEST_LINE = 16_000_000
DOUBTFUL_AT_ONCE = 1000


def csv_reader(path: Path, form: Form) -> str:
    """SQL of a table function that reads a delimited file as text, by the letter.

    Args:
        path: The file in UTF-8; gzip is unpacked.
        form: How it is written.

    Returns:
        ``read_csv(…)`` with every option said, so that nothing is guessed from a sample.

    Source:
        DuckDB, reference of ``read_csv``.
    """
    columns = ", ".join(f"{sql_text(name)}: 'VARCHAR'" for name in mended_names(form.header))
    return (
        f"read_csv({sql_text(path)}, auto_detect = false, header = true, "
        f"skip = {form.skipped_lines}, delim = {sql_text(form.delimiter)}, "
        f"quote = {sql_text(form.quote or '')}, escape = {sql_text(form.escape or '')}, "
        "comment = '', nullstr = '', strict_mode = true, null_padding = false, "
        "ignore_errors = false, "
        f"maximum_line_size = {LONGEST_LINE}, "
        f"compression = '{'gzip' if is_gzip(path) else 'none'}', columns = {{{columns}}})"
    )


def reads_strictly(reader: str) -> bool:
    """Whether every line of a file has as many fields as the header, in strict mode.

    Every column is counted, so that no value is skipped.
    """
    with scratch_database() as connection:
        try:
            connection.execute(f"select count(columns(*)) from {reader}").fetchall()
        except duckdb.InvalidInputException:
            return False
    return True


def doubtful_records(reader: str, form: Form) -> Iterator[tuple[str, ...]]:
    """Records with a value that may have swallowed others; blank values are empty text."""
    if len(form.header) < 2 or form.quote is None:
        return
    listed = ", ".join(f"coalesce({sql_name(name)}, '')" for name in mended_names(form.header))
    with scratch_database() as connection:
        connection.execute(f"select {listed} from {reader} where {swallowing_condition(form)}")
        while records := connection.fetchmany(DOUBTFUL_AT_ONCE):
            yield from records


def keeps_no_quotes(reader: str, form: Form) -> bool:
    """Whether quotes are plain characters: no value begins and ends with one."""
    if form.quote is not None:
        return True
    wrapped = " or ".join(
        rf"""regexp_full_match({sql_name(name)}, '["''](?s:.*)["'']')"""
        for name in mended_names(form.header)
    )
    with scratch_database() as connection:
        sql = f"select 1 from {reader} where {wrapped} limit 1"
        return not connection.execute(sql).fetchall()
