"""A sample export while it is mutated."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from mutation_landings import Landed
from mutation_samples import Sample

from crm_attribution.landing.contracts import Column


@dataclass(frozen=True)
class Cell:
    """A cell of a mutated file and where its value comes from.

    Attributes:
        text: As written.
        origin: Row of the sample whose value it has; None for a blank cell or one of its own text.
        is_own: Whether its value is its own text.
        is_broken: Whether a line break stands in it without quotes.
    """

    text: str
    origin: int | None = None
    is_own: bool = False
    is_broken: bool = False


@dataclass
class Table:
    """A file while it is mutated: labels of its columns by the sample's header, and its cells.

    Attributes:
        labels: Header of the sample (or a name of its own for an added column) -> label now.
        rows: One mapping header -> cell per row.
        form: How the file is written.
        orders: Headers whose dates have day and month in numbers -> dmy or mdy.
        may_fail: Whether the file may be refused as a whole.
        done: Names of the mutations so far.
    """

    sample: Sample
    base: Landed
    labels: dict[str, str]
    rows: list[dict[str, Cell]]
    form: dict[str, Any] = field(default_factory=dict)
    orders: dict[str, str] = field(default_factory=dict)
    may_fail: bool = False
    done: list[str] = field(default_factory=list)

    def columns(self, *types: str) -> list[tuple[Column, str]]:
        """List the contract's columns of some types that the file holds, with their header."""
        raw = self.base.raw_names
        landed = self.base.rows[0].cells
        entity = self.sample.entity
        found = [(c, raw[c.name]) for c in entity.columns if c.name in raw and c.name in landed]
        return [(c, h) for c, h in found if c.type in types and self.labels.get(h)]


def original(sample: Sample, base: Landed) -> Table:
    """Give the table of a sample before any mutation."""
    rows = [
        {header: Cell(text, place) for header, text in zip(sample.header, row, strict=True)}
        for place, row in enumerate(sample.rows)
    ]
    return Table(sample, base, {header: header for header in sample.header}, rows)
