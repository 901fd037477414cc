"""How the truth values of a column are written."""

from __future__ import annotations

from collections.abc import Mapping

from crm_attribution.landing import sql
from crm_attribution.landing.dialects.dialect import Dialect, empty_dialect

PAIRS = {
    "1": "0", "1.0": "0.0", "true": "false", "t": "f", "yes": "no", "y": "n", "on": "off", "x": "",
    "✓": "✗", "✔": "✘", "☑": "☐", "checked": "unchecked", "是": "否", "真": "假",
    "ja": "nein", "wahr": "falsch", "oui": "non", "vrai": "faux", "si": "no", "sí": "no",
    "sim": "não", "verdadero": "falso", "vero": "falso", "да": "нет", "はい": "いいえ",
}  # fmt: skip
TRUE = frozenset(PAIRS)
FALSE = frozenset(PAIRS.values()) - {""}


def boolean_kind(raw: str) -> str:
    """Give the SQL of what a cell tells about how truth is written."""
    return f"case when length({raw}) > 10 then '?' else lower({raw}) end"


def decide_booleans(kinds: Mapping[str, int]) -> Dialect:
    """Decide the dialect of a column of truth values.

    Example:
        >>> decide_booleans({"yes": 3, "no": 1, "perhaps": 1}).name
        'yes/no'
    """
    if not kinds:
        return empty_dialect("boolean")
    truths = [word for word in kinds if word in TRUE]
    falsehoods = [word for word in kinds if word in FALSE]
    # By the words for true, because `no` is the opposite of more than one.
    name = ", ".join(f"{word}/{PAIRS[word]}" for word in truths) or "/".join(falsehoods)

    def value(raw: str) -> str:
        cases = "".join(
            f" when lower({raw}) in ({', '.join(map(sql.text, sorted(words)))}) then {result}"
            for words, result in ((truths, "true"), (falsehoods, "false"))
            if words
        )
        return f"case{cases} end" if cases else "cast(null as boolean)"

    return Dialect(name or "unknown", value)
