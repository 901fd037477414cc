"""Contracts as the adapters' source YAML declares them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from crm_attribution.landing.contracts import (
    CAST_TYPES,
    LOADER_COLUMNS,
    Column,
    ContractError,
    Contracts,
    Entity,
)
from crm_attribution.landing.names import fold_name

TEXT_TYPES = frozenset({"text", "id", "person_id", "url", "email", "phone", "person_name"})


def read_contracts(sources: Sequence[Mapping[str, Any]]) -> Contracts:
    """Read the declared sources.

    Args:
        sources: One mapping per source table: ``adapter``, ``entity``, ``meta`` and ``columns``,
            each column with ``name``, ``data_type`` and ``meta``, as in the source YAML.

    Returns:
        The contracts, entities in the order given.

    Raises:
        ContractError: A type or a column named in meta is unknown, or a name is taken twice.

    Example:
        >>> columns = [{"name": "id", "data_type": "text", "meta": {"key": True}}]
        >>> given = [{"adapter": "crm", "entity": "lead", "meta": {}, "columns": columns}]
        >>> read_contracts(given).entity("crm", "Leads").keys
        ('id',)
    """
    return Contracts(tuple(_entity(source) for source in sources))


def _entity(source: Mapping[str, Any]) -> Entity:
    meta = source.get("meta") or {}
    where = f"source {source['adapter']}.{source['entity']}"
    columns = tuple(_column(column, where) for column in source["columns"])
    names = {column.name for column in columns}
    folded = {fold_name(column.name) for column in columns}
    columns += tuple(column for column in LOADER_COLUMNS if fold_name(column.name) not in folded)
    for key in ("latest_by", "dated_by"):
        if meta.get(key) is not None and meta[key] not in names:
            raise ContractError(
                f"{where}: {key} names the column {meta[key]!r}. "
                f"Allowed: {', '.join(sorted(names))}."
            )
    return Entity(
        adapter=source["adapter"],
        name=source["entity"],
        columns=columns,
        aliases=tuple(meta.get("aliases") or ()),
        latest_by=meta.get("latest_by"),
        dated_by=meta.get("dated_by"),
    )


def _column(column: Mapping[str, Any], where: str) -> Column:
    meta = column.get("meta") or {}
    data_type = column.get("data_type") or "text"
    if data_type not in TEXT_TYPES | CAST_TYPES:
        raise ContractError(
            f"{where}.{column['name']}: data_type {data_type!r} is unknown. "
            f"Allowed: {', '.join(sorted(TEXT_TYPES | CAST_TYPES))}."
        )
    return Column(
        name=column["name"],
        type=data_type,
        is_required=bool(meta.get("required", False)),
        is_key=bool(meta.get("key", False)),
        is_deleted_flag=bool(meta.get("deleted_flag", False)),
        kept_if=meta.get("kept_if"),
        default=meta.get("default"),
        aliases=tuple(str(alias) for alias in meta.get("aliases") or ()),
    )
