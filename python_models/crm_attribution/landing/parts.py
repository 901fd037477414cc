"""One export of one entity: its columns found, its dialects decided, its rows as SQL."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from crm_attribution.landing import sql
from crm_attribution.landing.cells import cell_items, is_native, raw_name
from crm_attribution.landing.dialects import (
    Dialect,
    DialectSettings,
    NullWords,
    TypedColumn,
    decide_dialects,
)
from crm_attribution.landing.matching import (
    ExportMismatch,
    Holding,
    Source,
    find_sources,
)
from crm_attribution.landing.names import fold_name
from crm_attribution.landing.raw_values import cleaned_value, shown_value
from crm_attribution.landing.reading import OpenedExport
from crm_attribution.landing.settings import LandingSettings

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@dataclass(frozen=True, kw_only=True)
class Part:
    """One opened export of one entity.

    Attributes:
        opened: The file or table.
        holding: The entity, and the mapping that says so.
        sources: One per column of the contract.
        dialects: Of the columns that are read from text.
        raw_rows: SQL of the select of all columns and row_number, of the entity's rows alone.
        landed_rows: SQL of the select of the entity's columns, typed, with their place.
    """

    opened: OpenedExport
    holding: Holding
    sources: tuple[Source, ...]
    dialects: dict[str, Dialect]
    raw_rows: str
    landed_rows: str

    def original(self) -> str:
        """Give the SQL of a row's cells as exported, as JSON, without what identifies a person."""
        read = [source for source in self.sources if source.raw]
        cells = ", ".join(f"{sql.text(source.raw)}: {shown_value(source)}" for source in read)
        return f"cast(to_json({{{cells}}}) as varchar)"


def examine_part(
    cursor: DuckDBPyConnection,
    *,
    system: str,
    opened: OpenedExport,
    holding: Holding,
    settings: LandingSettings,
    null_words: NullWords,
) -> Part:
    """Find the columns of one entity in an opened export and decide how each is written.

    Raises:
        ExportMismatch: The export does not fit the contract.
        DialectError: A column can be read in two ways.
    """
    where = f"{system}/{opened.name}"
    header = [(column.name, column.type) for column in opened.columns]
    sources = tuple(find_sources(header, holding=holding, where=where))
    raw_rows = _raw_rows(opened, holding=holding, where=where)
    texts = [source for source in sources if source.raw or source.constant is not None]
    cleaned = sql.items(
        [f"{cleaned_value(source, null_words)} as {raw_name(source.column)}" for source in texts]
        + ["row_number"]
    )
    cleaned_rows = f"select {cleaned} from ({raw_rows})"
    typed = [source for source in texts if source.column.is_cast and not is_native(source)]
    mapping = holding.mapping
    dialects = decide_dialects(
        cursor,
        reader=f"({cleaned_rows})",
        columns=[
            TypedColumn(
                name=source.column.name,
                source=f"{source.column.name}__raw",
                type=source.column.type,
            )
            for source in typed
        ],
        settings=DialectSettings(
            date_order=(mapping and mapping.date_order) or settings.date_order,
            decimal_mark=(mapping and mapping.decimal_mark) or settings.decimal_mark,
            local_timezone=settings.local_timezone,
        ),
        where=where,
    )
    items = [
        item
        for source in sources
        for item in cell_items(source, dialects.get(source.column.name), settings)
    ]
    items += [
        f"{sql.text(system)} as source_system",
        f"{sql.text(opened.name)} as file_name",
        "row_number",
    ]
    return Part(
        opened=opened,
        holding=holding,
        sources=sources,
        dialects=dialects,
        raw_rows=raw_rows,
        landed_rows=f"select {sql.items(items)} from ({cleaned_rows})",
    )


def _raw_rows(opened: OpenedExport, *, holding: Holding, where: str) -> str:
    # Numbered before anything is left out, so that a row can be found in its file.
    rows = f"select *, {opened.row_number} as row_number from {opened.reader}"
    wanted = holding.mapping and holding.mapping.where_present
    if not wanted:
        return rows
    found = [c.name for c in opened.columns if fold_name(c.name) == fold_name(wanted)]
    if not found:
        raise ExportMismatch(
            f"variable export_mappings: where_present names the column {wanted!r}, which {where} "
            f"does not have. Found: {', '.join(c.name for c in opened.columns)}."
        )
    return (
        f"select * from ({rows}) "
        f"where nullif(trim(cast({sql.name(found[0])} as varchar)), '') is not null"
    )
