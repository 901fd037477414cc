"""What is to be landed; everything is asked of the exports before anything is written."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from crm_attribution.landing.catalog import landed_systems, landed_units
from crm_attribution.landing.contracts import Contracts
from crm_attribution.landing.dialects import NullWords
from crm_attribution.landing.digests import system_digests, unit_digest
from crm_attribution.landing.exports import Export
from crm_attribution.landing.hints import column_hints
from crm_attribution.landing.loader_tables import open_table, settle_view
from crm_attribution.landing.matching import Holding, find_holdings
from crm_attribution.landing.parts import Part, examine_part
from crm_attribution.landing.plan import Plan, Unit, Unread
from crm_attribution.landing.reading import (
    ExportError,
    Hints,
    OpenedExport,
    file_sha256,
    open_export,
)
from crm_attribution.landing.settings import LandingSettings

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@dataclass(frozen=True, kw_only=True)
class Examiner:
    """Examines exports under given contracts and settings."""

    cursor: DuckDBPyConnection
    contracts: Contracts
    settings: LandingSettings
    scratch: Path

    def plan(self, exports: Sequence[Export]) -> Plan:
        """Say what has to land.

        Raises:
            ValueError: An export cannot be read, does not fit its contract, or can be read in two
                ways; the message names the file, the column or value, and what is allowed.
        """
        opened_tables = {e: open_table(self.cursor, e) for e in exports if e.path is None}
        hashes = {e: file_sha256(e.path) if e.path else opened_tables[e].sha256 for e in exports}
        plan = Plan(
            systems=system_digests(hashes, contracts=self.contracts, settings=self.settings)
        )
        landed = landed_systems(self.cursor)
        plan.changed_systems = {s for s, d in plan.systems.items() if landed.get(s) != d}
        null_words = self.settings.null_words
        found: dict[tuple[str, str], list[tuple[Export, OpenedExport | None, Holding]]] = {}
        for export in exports:
            if export.system not in plan.changed_systems:
                continue
            for opened, holdings in self._held(export, opened_tables.get(export)):
                if not holdings:
                    plan.unread.append(self._unread(export, opened, hashes[export]))
                for holding in holdings:
                    key = (export.system, holding.entity.name)
                    found.setdefault(key, []).append((export, opened, holding))
        units = landed_units(self.cursor)
        for (system, name), held in found.items():
            entity = held[0][2].entity
            digest = unit_digest(
                entity,
                exports=[export for export, *_ in held],
                hashes=hashes,
                settings=self.settings,
            )
            if units.get((system, name)) == digest:
                plan.kept_units.add((system, name))
                continue
            unit = Unit(system=system, entity=entity, digest=digest)
            for export, opened, holding in held:
                for one in self._settled(export, opened):
                    if one.columns:
                        unit.parts.append(self._part(export.system, one, holding, null_words))
                    else:
                        # A file without a header is a table without rows.
                        unit.empty_files.append(one)
            plan.units.append(unit)
        return plan

    def _settled(self, export: Export, opened: OpenedExport | None) -> list[OpenedExport]:
        if opened is None:
            return self._open(export)
        return [settle_view(self.cursor, export=export, opened=opened)]

    def _unread(self, export: Export, opened: OpenedExport | None, content: str) -> Unread:
        return Unread(
            system=export.system,
            adapter=self.contracts.adapter_of(export.system),
            name=opened.name if opened else export.name,
            format=opened.format if opened else export.format,
            hash=content,
        )

    def _held(
        self, export: Export, table: OpenedExport | None
    ) -> list[tuple[OpenedExport | None, list[Holding]]]:
        """Find what an export holds; only what its name does not tell is opened for it."""
        if export.is_plain:
            return [(table, self._holdings(export.system, (export.stem,)))]
        return [
            (opened, self._holdings(export.system, opened.stems)) for opened in self._open(export)
        ]

    def _part(
        self, system: str, opened: OpenedExport, holding: Holding, null_words: NullWords
    ) -> Part:
        return examine_part(
            self.cursor,
            system=system,
            opened=opened,
            holding=holding,
            settings=self.settings,
            null_words=null_words,
        )

    def _open(self, export: Export) -> list[OpenedExport]:
        assert export.path is not None
        folder = self.scratch / hashlib.sha256(str(export.path).encode()).hexdigest()[:16]
        folder.mkdir(parents=True, exist_ok=True)
        try:
            return open_export(
                export.path, scratch=folder, name=export.name, hints=self._hints(export)
            )
        except ExportError as error:
            raise ExportError(f"{export.system}/{error}") from error

    def _hints(self, export: Export) -> Hints | None:
        """Tell the reader which columns a record is recognised by."""
        holdings = self._holdings(export.system, (export.stem,))
        return column_hints(holdings[0]) if holdings else None

    def _holdings(self, system: str, stems: Sequence[str]) -> list[Holding]:
        return find_holdings(
            stems,
            system=system,
            contracts=self.contracts,
            mappings=self.settings.export_mappings,
        )
