"""Typed tables to the text of an export, and text to files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import polars as pl

from crm_attribution.sample.identifiers import salesforce_id

#: How each system writes a time; both are UTC.
SALESFORCE_TIME = "%Y-%m-%dT%H:%M:%S.000+0000"
NEUTRAL_TIME = "%Y-%m-%dT%H:%M:%SZ"


def numbered_rows(rows: Sequence[Mapping[str, object]], *, object_name: str) -> pl.DataFrame:
    """Rows as a table whose first column holds Salesforce ids in the order of the rows.

    Args:
        rows: cells by column name, the same names in every row.
        object_name: API name of the object.
    """
    return pl.DataFrame(
        [
            {"Id": salesforce_id(object_name, number=number), **row}
            for number, row in enumerate(rows)
        ],
        infer_schema_length=None,
    )


def as_text(table: pl.DataFrame, *, time_format: str) -> pl.DataFrame:
    """The table with every cell as the text an export holds, null where the cell is empty.

    Dates become ISO 8601, booleans true or false, floating point numbers money with two decimals.

    Args:
        table: any number of rows and columns.
        time_format: strftime format of times.

    >>> as_text(pl.DataFrame({"a": [1.5], "b": [True]}), time_format=NEUTRAL_TIME).rows()
    [('1.50', 'true')]
    """
    return table.select(
        _column_as_text(name, data_type=data_type, time_format=time_format)
        for name, data_type in table.schema.items()
    )


def _column_as_text(name: str, *, data_type: pl.DataType, time_format: str) -> pl.Expr:
    column = pl.col(name)
    if isinstance(data_type, pl.Datetime):
        return column.dt.strftime(time_format)
    if data_type.is_float():
        return column.cast(pl.Decimal(18, 2)).cast(pl.String)
    return column.cast(pl.String)


def write_files(tables: Mapping[str, pl.DataFrame], *, folder: Path) -> None:
    """Writes each table as a CSV file: UTF-8, commas, line feeds, quotes where needed.

    Args:
        tables: text tables by path relative to the folder.
        folder: made where absent; files of the same names are replaced.
    """
    for path, table in tables.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        table.write_csv(target, line_terminator="\n", quote_style="necessary")
