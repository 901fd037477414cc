"""Names of columns: blank and repeated ones mended, the naming mode of a header told."""

from __future__ import annotations

import re
from collections.abc import Sequence

HAN = re.compile(r"[\u3400-\u9fff]")
MODES = (
    ("upper_case", re.compile(r"[A-Z0-9][A-Z0-9_]*")),
    ("snake_case", re.compile(r"_*[a-z0-9]+(_+[a-z0-9]+)+_*")),
    ("lower_case", re.compile(r"[a-z0-9]+")),
    ("api", re.compile(r"[A-Za-z][A-Za-z0-9]*(_{1,2}[A-Za-z0-9]+)*")),
)


def mended_names(names: Sequence[str]) -> tuple[str, ...]:
    """Give blank headers a name by position, and repeated ones a number.

    Args:
        names: The header as it stands, in the order of the file.

    Returns:
        Names that differ even when case is ignored, as SQL needs it: a blank one is
        ``column_<position>``, the second ``Email`` is ``Email (2)``.

    Example:
        >>> mended_names(["Id", " ", "Email", "EMAIL"])
        ('Id', 'column_2', 'Email', 'EMAIL (2)')
    """
    mended: list[str] = []
    taken: set[str] = set()
    for position, raw in enumerate(names, start=1):
        # NUL and the mark of UTF-8 are invisible: a name that holds them would match nothing.
        name = raw.replace("\x00", "").replace("\ufeff", "").strip() or f"column_{position}"
        candidate, count = name, 1
        while candidate.lower() in taken:
            count += 1
            candidate = f"{name} ({count})"
        taken.add(candidate.lower())
        mended.append(candidate)
    return tuple(mended)


def naming_mode(names: Sequence[str]) -> str:
    """Tell how a system's export names its columns.

    Args:
        names: The header; names made for blank headers are passed over.

    Returns:
        ``api`` (``CreatedDate``, ``Created_Time``), ``snake_case``, ``lower_case``,
        ``upper_case``, ``label`` (words with blanks), ``label (zh)`` (Chinese words), or
        ``mixed`` when no mode fits nine of ten names.

    Example:
        >>> naming_mode(["Id", "CreatedDate", "StageName"])
        'api'
        >>> naming_mode(["id", "created_date", "is_won"])
        'snake_case'
        >>> naming_mode(["Record ID", "Create Date", "Email"])
        'label'
        >>> naming_mode(["活动名称", "开始日期"])
        'label (zh)'
    """
    told = [name for name in names if not re.fullmatch(r"column_\d+", name)]
    if not told:
        return "mixed"
    if sum(bool(HAN.search(name)) for name in told) * 2 >= len(told):
        return "label (zh)"
    # Flattened values and hyphens say nothing about the mode: each part is judged.
    parts = [part for name in told for part in re.split(r"[.\-]", name) if part]
    votes = dict.fromkeys((mode for mode, _ in MODES), 0) | {"label": 0, "other": 0}
    for part in parts:
        votes[_mode_of(part)] += 1
    # One word in lower case is snake case too, one in capitals an API name such as ID, and one
    # word that begins with a capital may stand in any label.
    if votes["snake_case"] and not votes["api"] + votes["label"]:
        votes["snake_case"] += votes.pop("lower_case")
    elif votes["label"]:
        votes["label"] += sum(votes.pop(mode) for mode in ("api", "upper_case", "lower_case"))
    elif votes["api"] >= sum(votes[mode] for mode in ("upper_case", "snake_case", "lower_case")):
        votes["api"] += sum(votes.pop(mode) for mode in ("upper_case", "snake_case", "lower_case"))
    mode, count = max(votes.items(), key=lambda item: item[1])
    return mode if mode != "other" and count * 10 >= 9 * len(parts) else "mixed"


def _mode_of(part: str) -> str:
    if " " in part.strip():
        return "label"
    return next((mode for mode, pattern in MODES if pattern.fullmatch(part)), "other")
