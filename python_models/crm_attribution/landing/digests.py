"""Digests of what rows were made of: they say whether an export is as it was when it landed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict

from crm_attribution.landing.catalog import LANDING_VERSION
from crm_attribution.landing.contracts import Contracts, Entity
from crm_attribution.landing.exports import Export
from crm_attribution.landing.settings import LandingSettings


def system_digests(
    hashes: Mapping[Export, str], *, contracts: Contracts, settings: LandingSettings
) -> dict[str, str]:
    """Digest, for each source system, everything that decides what lands of it.

    Args:
        hashes: Every export, and the hash of its content.
        contracts: What the adapters read.
        settings: What the build is told about its exports.

    Returns:
        Source system -> digest.

    Example:
        >>> export = Export(system="shop", name="sales.csv")
        >>> told = {"contracts": Contracts(()), "settings": LandingSettings(exports_path=None)}
        >>> before, after = (system_digests({export: text}, **told) for text in ("1", "2"))
        >>> before == after
        False
    """
    contents: dict[str, list[object]] = {}
    for export, content in hashes.items():
        if export.system not in contents:
            adapter = contracts.adapter_of(export.system)
            entities = [entity.digest for entity in contracts.of_adapter(adapter)]
            contents[export.system] = [_settings_digest(settings, export.system), entities]
        contents[export.system].append([export.name, content])
    return {system: _digest(content) for system, content in contents.items()}


def unit_digest(
    entity: Entity,
    *,
    exports: Sequence[Export],
    hashes: Mapping[Export, str],
    settings: LandingSettings,
) -> str:
    """Digest everything that decides what lands of one entity of one source system.

    Args:
        entity: The entity.
        exports: Those of the source system that hold it, at least one.
        hashes: Every export, and the hash of its content.
        settings: What the build is told about its exports.

    Returns:
        The digest.

    Example:
        >>> export = Export(system="shop", name="sales.csv")
        >>> told = {"exports": [export], "settings": LandingSettings(exports_path=None)}
        >>> sales = Entity(adapter="neutral", name="sales", columns=())
        >>> before, after = (unit_digest(sales, hashes={export: text}, **told) for text in "12")
        >>> before == after
        False
    """
    files = [[export.name, hashes[export]] for export in exports]
    return _digest([_settings_digest(settings, exports[0].system), entity.digest, files])


def _settings_digest(settings: LandingSettings, system: str) -> str:
    words = asdict(settings.null_words)
    mappings = [asdict(m) for m in settings.export_mappings if m.system == system]
    return _digest(
        [
            LANDING_VERSION,
            settings.local_timezone,
            settings.date_order,
            settings.decimal_mark,
            settings.phone_country_code,
            settings.secret_digest,
            words,
            mappings,
        ]
    )


def _digest(content: object) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
