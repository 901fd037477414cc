"""What a damaged delimited file is read as: whole records, and single lines."""

from __future__ import annotations

from dataclasses import dataclass

# A line of these alone is blank; Ctrl-Z ends files of old systems.
BLANK = " \t\r\n\x1a"


@dataclass(frozen=True, slots=True)
class Piece:
    """A record by the standard, or a physical line that is none.

    Attributes:
        raw: As it stands in the file, with its line end.
        record: Its fields, one per column, when it may be a record by itself.
        field_count: How many fields were found.
        is_whole: Whether it is a record by itself, and no quote in it is left open.
        is_mended: Whether its quotes break the standard.
    """

    raw: str
    record: list[str] | None
    field_count: int
    is_whole: bool
    is_mended: bool

    @property
    def text(self) -> str:
        """The piece without its line end."""
        return self.raw.rstrip("\r\n")

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in it."""
        return self.record is None and not self.raw.strip(BLANK)


@dataclass(frozen=True, slots=True)
class Run:
    """Records by the standard, one after another, none of them damaged."""

    records: list[list[str]]
    lines: list[str]
