"""Which exports there are in a folder; a loader's tables are those of `loader_tables`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from crm_attribution.landing.reading import is_export

# Endings behind which the name of the object stands; what is within such a file is only known once
# it is opened.
PLAIN_ENDINGS = (".csv", ".tsv", ".txt", ".parquet")
COMPRESSED = (".gz",)


@dataclass(frozen=True, kw_only=True)
class Export:
    """A file or table, before it is opened."""

    system: str
    name: str
    path: Path | None = None
    relation: str | None = None
    is_view: bool = False

    @property
    def stem(self) -> str:
        """The name without its endings."""
        return self.name.split(".")[0] if self.path else self.name

    @property
    def format(self) -> str:
        """What the name says of the form."""
        if self.path is None:
            return "table"
        return "parquet" if self.name.lower().endswith(".parquet") else "csv"

    @property
    def is_plain(self) -> bool:
        """Whether the file's name alone tells what it holds."""
        name = self.name.lower()
        for ending in COMPRESSED:
            name = name.removesuffix(ending)
        return self.path is None or name.endswith(PLAIN_ENDINGS)


def list_files(folder: Path) -> list[Export]:
    """List the exports of a folder: ``<folder>/<source system>/<file>``, in order of path.

    A name that starts with a dot is the file system's: ``._Lead.csv`` is no export.
    """
    return [
        Export(system=path.parent.name, name=path.name, path=path)
        for path in sorted(folder.glob("*/*"))
        if _is_shown_export(path, folder)
    ]


def list_misplaced_files(folder: Path) -> list[str]:
    """List what would be an export if it lay in the folder of a source system, by its path."""
    found = [*folder.glob("*"), *folder.glob("*/*/*")]
    return sorted(str(path.relative_to(folder)) for path in found if _is_shown_export(path, folder))


def _is_shown_export(path: Path, folder: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
    return path.is_file() and is_export(path) and not hidden
