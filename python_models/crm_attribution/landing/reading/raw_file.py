"""A file on its way to being opened: where its bytes are, and how it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from crm_attribution.landing.reading.formats import OpenedExport


@dataclass(frozen=True, kw_only=True)
class RawFile:
    """One file, or one member of an archive.

    Attributes:
        path: Where the bytes are.
        name: What is shown.
        stems: Names by which its entity is looked up, best first.
        compression: ``gzip``, ``zip`` or None.
        sha256: Of the file that was opened.
    """

    path: Path
    name: str
    stems: tuple[str, ...]
    compression: str | None
    sha256: str

    def opened(self, **found: object) -> OpenedExport:
        """The opened export: what is known of the file, and what was found in it."""
        return OpenedExport(
            **{
                "name": self.name,
                "stems": self.stems,
                "compression": self.compression,
                "sha256": self.sha256,
                "encoding": None,
                "delimiter": None,
                "quote": None,
                "broken": None,
                "repaired_count": 0,
                **found,
            }
        )
