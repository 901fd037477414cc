"""Lands exports: from raw files and tables to typed tables with every row accounted for."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from crm_attribution.landing.contracts import NEUTRAL, Contracts
from crm_attribution.landing.examination import Examiner
from crm_attribution.landing.exports import Export, list_files, list_misplaced_files
from crm_attribution.landing.loader_tables import list_tables
from crm_attribution.landing.matching import ExportMismatch
from crm_attribution.landing.settings import LandingSettings
from crm_attribution.landing.writing import write_plan

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def land(
    cursor: DuckDBPyConnection,
    *,
    contracts: Contracts,
    settings: LandingSettings,
    database: str = "",
) -> list[str]:
    r"""Land every export that is not as it was when it last landed.

    Args:
        cursor: A cursor of its own on the database that is written to.
        contracts: What the adapters read.
        settings: What the build is told about its exports.
        database: The database of schemas in ``export_schemas`` that name none; the current one
            where it is empty.

    Returns:
        Warnings.

    Raises:
        ValueError: An export cannot be read, does not fit its contract, or can be read in two ways.
            Nothing has been written then.

    Example:
        >>> import duckdb, tempfile, pathlib
        >>> from crm_attribution.landing.declarations import read_contracts
        >>> folder = tempfile.TemporaryDirectory()
        >>> file = pathlib.Path(folder.name) / "shop/people.csv"
        >>> file.parent.mkdir()
        >>> _ = file.write_text("id,born\n1,2000-01-31\n,2001-01-31\n")
        >>> key = {"required": True, "key": True}
        >>> columns = [{"name": "id", "meta": key}, {"name": "born", "data_type": "date"}]
        >>> given = [{"adapter": "neutral", "entity": "people", "columns": columns}]
        >>> with duckdb.connect() as database:
        ...     settings = LandingSettings(exports_path=folder.name)
        ...     _ = land(database, contracts=read_contracts(given), settings=settings)
        ...     database.sql("select id, born::text, is_staged from landing_neutral.people").fetchall()
        [('1', '2000-01-31', True), (None, '2001-01-31', False)]
    """  # noqa: E501
    cursor.execute("set variable crm_attribution_key = ?", [settings.secret])
    current = cursor.execute("select current_database()").fetchall()[0][0]
    exports = list_files(Path(settings.exports_path)) if settings.exports_path else []
    exports += list_tables(cursor, schemas=settings.export_schemas, database=database or current)
    _refuse_misspelt(exports, contracts=contracts)
    _refuse_switched_off(exports, contracts=contracts, settings=settings)
    with tempfile.TemporaryDirectory(prefix="crm_attribution_") as scratch:
        examiner = Examiner(
            cursor=cursor, contracts=contracts, settings=settings, scratch=Path(scratch)
        )
        write_plan(cursor, plan=examiner.plan(exports), contracts=contracts)
    return _unused_mappings(exports, settings) + _misplaced_files(settings)


def _unused_mappings(exports: list[Export], settings: LandingSettings) -> list[str]:
    # An absent source is simply absent, but a mapping of it may as well be misspelt.
    return [
        f"variable export_mappings: there is no export {mapping.system}/{mapping.object}; "
        "its mapping has no effect."
        for mapping in settings.export_mappings
        if not any(mapping.is_of(export.system, export.stem) for export in exports)
    ]


def _misplaced_files(settings: LandingSettings) -> list[str]:
    found = list_misplaced_files(Path(settings.exports_path)) if settings.exports_path else []
    if not found:
        return []
    named = ", ".join(found[:5]) + (f" and {len(found) - 5} more" if len(found) > 5 else "")
    return [f"exports are read from <source system>/<file> alone; not read: {named}."]


def _refuse_misspelt(exports: list[Export], *, contracts: Contracts) -> None:
    """Refuse a source system that differs from an adapter's name by capitals, blanks or hyphens.

    The neutral contract would read it, and pass over most of its files without a word.
    """
    for export in exports:
        meant = re.sub(r"[\s-]+", "_", export.system.lower())
        adapter = contracts.adapter_of(meant)
        if adapter not in (NEUTRAL, contracts.adapter_of(export.system)):
            raise ExportMismatch(
                f"source system {export.system!r}, of {export.name}: the adapter is called "
                f"{adapter!r}. Allowed: {meant!r}, or a name that does not begin like it."
            )


def _refuse_switched_off(
    exports: list[Export], *, contracts: Contracts, settings: LandingSettings
) -> None:
    """Refuse exports whose adapter is switched off: their rows would go nowhere."""
    for export in exports:
        adapter = contracts.adapter_of(export.system)
        if settings.adapters and adapter not in (*settings.adapters, NEUTRAL):
            raise ExportMismatch(
                f"environment variable CRM_ADAPTERS leaves out {adapter!r}, which reads "
                f"{export.system}/{export.name}. Allowed: {', '.join(settings.adapters)}."
            )
