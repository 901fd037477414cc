"""What is to be landed, as examination found it and writing does it."""

from __future__ import annotations

from dataclasses import dataclass, field

from crm_attribution.landing.contracts import Entity
from crm_attribution.landing.parts import Part
from crm_attribution.landing.reading import OpenedExport


@dataclass(kw_only=True)
class Unit:
    """All exports of one source system and entity: they land together, or stay as they are."""

    system: str
    entity: Entity
    digest: str
    parts: list[Part] = field(default_factory=list)
    empty_files: list[OpenedExport] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Unread:
    """An export that holds no entity."""

    system: str
    adapter: str
    name: str
    format: str
    hash: str


@dataclass(kw_only=True)
class Plan:
    """What is to be written.

    Attributes:
        systems: Digest of every source system there is.
        changed_systems: Those whose exports are not all as they were.
        units: Units of the changed systems that have to land.
        kept_units: Source system and entity of the units that stay.
        unread: Exports of the changed systems that hold no entity.
    """

    systems: dict[str, str]
    changed_systems: set[str] = field(default_factory=set)
    units: list[Unit] = field(default_factory=list)
    kept_units: set[tuple[str, str]] = field(default_factory=set)
    unread: list[Unread] = field(default_factory=list)
