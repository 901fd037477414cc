"""What the catalogue says of a file: rows of ``landing.files``, in the order of its columns."""

from __future__ import annotations

from crm_attribution.landing.plan import Unit, Unread
from crm_attribution.landing.reading import OpenedExport, naming_mode


def file_row(
    unit: Unit, *, opened: OpenedExport, dates: tuple[object, object]
) -> tuple[object, ...]:
    """Say of a file that is read: its entity, its form, and the first and last date in it."""
    names = [column.name for column in opened.columns]
    return (
        unit.system,
        unit.entity.name,
        opened.name,
        opened.format,
        opened.encoding,
        opened.compression,
        opened.delimiter,
        naming_mode(names) if names else None,
        unit.entity.adapter,
        opened.repaired_count,
        *dates,
        opened.sha256,
    )


def unread_row(unread: Unread) -> tuple[object, ...]:
    """Say of a file that is not read what there is to say."""
    nothing = (None,) * 4
    return (
        unread.system,
        None,
        unread.name,
        unread.format,
        *nothing,
        unread.adapter,
        None,
        None,
        None,
        unread.hash,
    )
