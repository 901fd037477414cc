"""What tells a whole record of an export from a piece of one."""

from __future__ import annotations

from collections.abc import Sequence

from crm_attribution.landing.matching import ExportMismatch, Holding, find_sources
from crm_attribution.landing.reading import Hints


def column_hints(holding: Holding) -> Hints:
    """Tell which columns of a header are keys or typed: what a whole record is recognised by."""

    def hints(header: Sequence[str]) -> dict[int, str]:
        try:
            sources = find_sources(
                [(name, "VARCHAR") for name in header], holding=holding, where=""
            )
        except ExportMismatch:
            return {}
        places = {name: place for place, name in enumerate(header)}
        return {
            places[source.raw]: "key" if source.column.is_key else source.column.type
            for source in sources
            if source.raw and (source.column.is_key or source.column.is_cast)
        }

    return hints
