"""Which entities an export holds, and in which of its columns."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from crm_attribution.landing.contracts import LOADER_COLUMNS, Column, Contracts, Entity
from crm_attribution.landing.names import fold_name
from crm_attribution.landing.settings import ExportMapping


class ExportMismatch(ValueError):
    """An export, or a mapping of one, does not fit the contract."""


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where the value of one column of a contract comes from: a raw column, a text, or nowhere."""

    column: Column
    raw: str | None = None
    raw_type: str = "VARCHAR"
    constant: str | None = None


@dataclass(frozen=True, kw_only=True)
class Holding:
    """One entity that an export holds, with the mapping that says so, if one does."""

    entity: Entity
    mapping: ExportMapping | None = field(default=None)


def find_holdings(
    stems: Sequence[str],
    *,
    system: str,
    contracts: Contracts,
    mappings: Sequence[ExportMapping],
) -> list[Holding]:
    """Find the entities that an export holds: by the variable export_mappings, else by its name.

    Args:
        stems: Names of the export without its ending, best first.
        system: Source system.
        contracts: All contracts.
        mappings: Entries of the variable export_mappings.

    Returns:
        One holding per entity; none for an export that is not read.

    Raises:
        ExportMismatch: A mapping names an entity that the adapter does not have, or two name one.
    """
    adapter = contracts.adapter_of(system)
    named = next(
        (entity for stem in stems if (entity := contracts.entity(adapter, stem)) is not None), None
    )
    told = [m for m in mappings if any(m.is_of(system, stem) for stem in stems)]
    if not told:
        return [Holding(entity=named)] if named else []
    known = {entity.name: entity for entity in contracts.of_adapter(adapter)}
    holdings = []
    for mapping in told:
        entity = known.get(mapping.entity) if mapping.entity else named
        if entity is None:
            raise ExportMismatch(
                f"variable export_mappings: entity {mapping.entity!r} of {system}/"
                f"{mapping.object} is unknown. Allowed: {', '.join(sorted(known))}."
            )
        if any(holding.entity is entity for holding in holdings):
            raise ExportMismatch(
                f"variable export_mappings: {system}/{mapping.object} is told to hold "
                f"{entity.name} by two entries, which would count every row twice. Allowed: one "
                "entry per system, object and entity; capitals, blanks and '_' of an object do "
                "not matter."
            )
        holdings.append(Holding(entity=entity, mapping=mapping))
    return holdings


def find_sources(
    header: Sequence[tuple[str, str]], *, holding: Holding, where: str
) -> list[Source]:
    """Find the raw column of every column of a contract.

    Args:
        header: Name and DuckDB type of each raw column.
        holding: The entity, and its mapping.
        where: ``system/file``, for messages.

    Returns:
        One source per column of the contract, in its order.

    Raises:
        ExportMismatch: A required column is missing, a mapped one is missing or unknown, or two raw
            columns fold to one name that is read.
    """
    mapping = holding.mapping or ExportMapping(system="", object="")
    entity = holding.entity
    allowed = [column.name for column in entity.columns if column not in LOADER_COLUMNS]
    for name in (*mapping.columns, *mapping.constants):
        if name not in allowed:
            raise ExportMismatch(
                f"variable export_mappings: column {name!r} of {where} is unknown in entity "
                f"{entity.name}. Allowed: {', '.join(allowed)}."
            )
    names = [name for column in entity.columns for name in (column.name, *column.aliases)]
    read = {fold_name(name) for name in (*names, *mapping.columns.values())}
    raw_by_fold = _fold_header(header, read=read, where=where)
    found = ", ".join(name for name, _ in header)
    sources = []
    for column in entity.columns:
        if column.name in mapping.constants:
            sources.append(Source(column=column, constant=mapping.constants[column.name]))
            continue
        mapped = mapping.columns.get(column.name)
        wanted = (mapped,) if mapped else (column.name, *column.aliases)
        raw = next(
            (raw_by_fold[f] for name in wanted if (f := fold_name(name)) in raw_by_fold), None
        )
        if raw is None and (column.is_required or mapped):
            raise ExportMismatch(
                f"{where}: the column '{wanted[0]}' ({entity.name}.{column.name}) is missing. "
                f"Found: {found}. Rename it there or map it with the variable export_mappings."
            )
        sources.append(
            Source(column=column)
            if raw is None
            else Source(column=column, raw=raw[0], raw_type=raw[1])
        )
    return sources


def _fold_header(
    header: Sequence[tuple[str, str]], *, read: Collection[str], where: str
) -> dict[str, tuple[str, str]]:
    """Index the raw columns by their folded names; of those that nothing reads any will do."""
    raw_by_fold: dict[str, tuple[str, str]] = {}
    for name, raw_type in header:
        folded = fold_name(name)
        if folded in raw_by_fold and folded in read:
            raise ExportMismatch(
                f"{where}: the columns {raw_by_fold[folded][0]!r} and {name!r} have one name once "
                "case, blanks and underscores are set aside. Allowed: one of them."
            )
        raw_by_fold[folded] = (name, raw_type)
    raw_by_fold.pop("", None)
    return raw_by_fold
