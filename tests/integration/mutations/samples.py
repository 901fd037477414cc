"""The sample exports that the project ships, and the contracts they land by."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from crm_attribution.landing import Contracts, read_contracts
from crm_attribution.landing.contracts import Entity

# The parser in C takes a tenth of the time.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
PROJECT = Path(__file__).resolve().parents[3]
# Enough to hold every kind of row; more would only take longer.
ROWS = 40


@dataclass(frozen=True, kw_only=True)
class Sample:
    """One sample export as it is shipped, cut to a few rows, and what lands of it."""

    system: str
    stem: str
    entity: Entity
    header: list[str]
    rows: list[list[str]]

    @property
    def name(self) -> str:
        """What tests show."""
        return f"{self.system}/{self.stem}"


@cache
def contracts() -> Contracts:
    """Read the contracts that the project ships."""
    sources = []
    for path in sorted(PROJECT.glob("models/staging/*/_*__sources.yml")):
        for source in yaml.load(path.read_bytes(), Loader=LOADER)["sources"]:
            if source["name"] != "landing":
                sources += [_declared(source["name"], table) for table in source["tables"]]
    return read_contracts(sources)


def _declared(adapter: str, table: Mapping[str, Any]) -> dict[str, Any]:
    columns = [
        {"name": c["name"], "data_type": c.get("data_type"), "meta": _meta(c)}
        for c in table["columns"]
    ]
    return {"adapter": adapter, "entity": table["name"], "meta": _meta(table), "columns": columns}


def _meta(node: Mapping[str, Any]) -> Mapping[str, Any]:
    return (node.get("config") or {}).get("meta") or {}


@cache
def samples() -> list[Sample]:
    """Read every shipped CSV sample that holds rows of an entity."""
    found = []
    for path in sorted(PROJECT.glob("seeds/*exports/*/*.csv")):
        system, stem = path.parent.name, path.name.split(".")[0]
        entity = contracts().entity(contracts().adapter_of(system), stem)
        header, *rows = csv.reader(io.StringIO(_text(path.read_bytes()), newline=""))
        step = max(1, len(rows) // ROWS)
        rows = [row for row in rows[::step][:ROWS] if len(row) == len(header)]
        if entity is not None and len(rows) > 1 and len(header) > 1 and all(header):
            found.append(Sample(system=system, stem=stem, entity=entity, header=header, rows=rows))
    return found


def _text(content: bytes) -> str:
    """Decode a sample: one of a Chinese system is not in UTF-8, as such systems export."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030")
