"""What a build is told about its exports: the variables, and the key of the tokens."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from crm_attribution.landing.dialects import NullWords, read_null_words
from crm_attribution.landing.names import fold_name


@dataclass(frozen=True, kw_only=True)
class ExportMapping:
    """One entry of the variable export_mappings: what an export holds, and under which names."""

    system: str
    object: str
    entity: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    where_present: str | None = None
    date_order: str | None = None
    decimal_mark: str | None = None

    def is_of(self, system: str, stem: str) -> bool:
        """Whether it tells of this export."""
        return self.system == system and fold_name(self.object) == fold_name(stem)


@dataclass(frozen=True, kw_only=True)
class LandingSettings:
    """Everything but the exports that decides what lands.

    Attributes:
        exports_path: Folder with one sub-folder per source system; None to read tables alone.
        export_schemas: Source system -> ``schema`` or ``database.schema`` of a loader's tables.
        export_mappings: Entries of the variable of this name.
        local_timezone: IANA zone of times without an offset.
        date_order: ``auto``, ``dmy`` or ``mdy``.
        decimal_mark: ``auto``, ``.`` or ``,``.
        null_words_path: CSV file of the seed null_words; empty for none.
        adapters: Adapters that are switched on (CRM_ADAPTERS); empty for all.
        phone_country_code: Digits put before a national telephone number; may be empty.
        secret: Key of the tokens; never written anywhere.
    """

    exports_path: str | None
    export_schemas: Mapping[str, str] = field(default_factory=dict)
    export_mappings: tuple[ExportMapping, ...] = ()
    local_timezone: str = "UTC"
    date_order: str = "auto"
    decimal_mark: str = "auto"
    null_words_path: str = ""
    adapters: tuple[str, ...] = ()
    phone_country_code: str = ""
    secret: str = field(default="", repr=False)

    @property
    def null_words(self) -> NullWords:
        """The words that stand for nothing."""
        return read_null_words(self.null_words_path) if self.null_words_path else NullWords(())

    @property
    def secret_digest(self) -> str:
        """What of the key may be remembered: enough to see that it has changed."""
        return hashlib.sha256(f"changed?{self.secret}".encode()).hexdigest()[:16]


def read_mappings(entries: Sequence[Mapping[str, Any]]) -> tuple[ExportMapping, ...]:
    """Read the variable export_mappings, which has been checked for unknown keys.

    Example:
        >>> read_mappings([{"system": "shop", "object": "sales"}])[0].is_of("shop", "Sales")
        True
    """
    return tuple(
        ExportMapping(
            **{
                **entry,
                "columns": dict(entry.get("columns") or {}),
                "constants": {k: str(v) for k, v in (entry.get("constants") or {}).items()},
            }
        )
        for entry in entries
    )
