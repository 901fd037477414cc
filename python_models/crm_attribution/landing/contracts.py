"""What an adapter reads: its entities and their columns."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field

from crm_attribution.landing.names import fold_entity, fold_name

NEUTRAL = "neutral"
CAST_TYPES = frozenset({"timestamp", "date", "boolean", "decimal", "integer"})


class ContractError(ValueError):
    """The declaration of a source means nothing."""


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column of a contract."""

    name: str
    type: str = "text"
    is_required: bool = False
    is_key: bool = False
    is_deleted_flag: bool = False
    kept_if: str | None = None
    default: str | None = None
    aliases: tuple[str, ...] = ()

    @property
    def is_cast(self) -> bool:
        """Whether a cell may be one that cannot be read."""
        return self.type in CAST_TYPES


# Loaders mark deleted rows and, in history mode, rows that a later one replaces.
LOADER_COLUMNS = (
    Column(name="_fivetran_deleted", type="boolean", is_deleted_flag=True),
    Column(name="_fivetran_active", type="boolean"),
)


@dataclass(frozen=True, kw_only=True)
class Entity:
    """One entity of an adapter and the columns that are read of it."""

    adapter: str
    name: str
    columns: tuple[Column, ...]
    aliases: tuple[str, ...] = ()
    latest_by: str | None = None
    dated_by: str | None = None

    @property
    def keys(self) -> tuple[str, ...]:
        """Names of the columns that make up the key."""
        return tuple(column.name for column in self.columns if column.is_key)

    @property
    def dating_column(self) -> str | None:
        """The column whose range is the entity's date range."""
        dated = [column.name for column in self.columns if column.type in ("timestamp", "date")]
        return self.dated_by or next(iter(dated), None)

    @property
    def digest(self) -> str:
        """Changes when anything in the declaration that landing reads does."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True)
class Contracts:
    """All entities of all adapters."""

    entities: tuple[Entity, ...]
    _exact: dict[tuple[str, str], Entity] = field(default_factory=dict, init=False, repr=False)
    _loose: dict[tuple[str, str], Entity] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        named = [
            (entity, name) for entity in self.entities for name in (entity.name, *entity.aliases)
        ]
        for entity, name in named:
            other = self._exact.setdefault((entity.adapter, fold_name(name)), entity)
            if other is not entity:
                raise ContractError(
                    f"source {entity.adapter}: the name {name!r} answers to both "
                    f"{other.name!r} and {entity.name!r}. Allowed: one entity per name."
                )
        for entity, name in named:
            self._loose.setdefault((entity.adapter, fold_entity(name)), entity)

    @property
    def adapters(self) -> tuple[str, ...]:
        """Names of all adapters, longest first, so that the longest prefix wins."""
        names = {entity.adapter for entity in self.entities}
        return tuple(sorted(names, key=lambda name: (-len(name), name)))

    def adapter_of(self, system: str) -> str:
        """Name the adapter that reads a source system: ``salesforce_emea`` -> ``salesforce``."""
        for adapter in self.adapters:
            if adapter != NEUTRAL and (system == adapter or system.startswith(f"{adapter}_")):
                return adapter
        return NEUTRAL

    def entity(self, adapter: str, name: str) -> Entity | None:
        """Find an entity by a name in any naming mode; in full before in the singular."""
        exact = self._exact.get((adapter, fold_name(name)))
        return (
            exact
            or self._exact.get((adapter, fold_entity(name)))
            or self._loose.get((adapter, fold_entity(name)))
        )

    def of_adapter(self, adapter: str) -> tuple[Entity, ...]:
        """List the entities of one adapter."""
        return tuple(entity for entity in self.entities if entity.adapter == adapter)
