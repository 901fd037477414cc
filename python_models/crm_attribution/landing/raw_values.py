"""One cell of an export before it is typed: what it holds, and what may be shown of it; as SQL."""

from __future__ import annotations

from crm_attribution.landing import sql
from crm_attribution.landing.cells import is_native
from crm_attribution.landing.dialects import NullWords, clean
from crm_attribution.landing.matching import Source
from crm_attribution.landing.tokens import mask_addresses

FLOATS = frozenset({"FLOAT", "DOUBLE"})
IDENTIFYING_TYPES = frozenset({"email", "phone", "person_name"})


def cleaned_value(source: Source, null_words: NullWords) -> str:
    """Give the SQL of a cell as it is exported, null where it holds a word for nothing."""
    if source.constant is not None:
        return sql.text(source.constant)
    raw = sql.name(str(source.raw))
    is_float = source.raw_type in FLOATS
    if is_native(source):
        return _present(raw, source)
    text = f"cast({raw} as varchar)"
    if is_float:
        # A data frame makes floats of whole numbers of which one is missing: 7.0 is the id 7.
        text = f"regexp_replace({text}, '[.]0$', '')"
    return clean(text, type=source.column.type, null_words=null_words)


def _present(raw: str, source: Source) -> str:
    """Give the SQL of a native value without what stands for none."""
    if source.raw_type in FLOATS:
        # How data frames hold a number that is missing.
        return f"nullif({raw}, cast('nan' as {source.raw_type}))"
    if source.raw_type.startswith(("DATE", "TIMESTAMP")):
        # How databases hold a day that never comes, or never was: the last, the first, infinity.
        return f"case when isfinite({raw}) and year({raw}) between 2 and 9998 then {raw} end"
    return raw


def shown_value(source: Source) -> str:
    """Give the SQL of a cell as text, without what identifies a person."""
    raw = f"cast({sql.name(str(source.raw))} as varchar)"
    if source.column.type in IDENTIFYING_TYPES:
        return f"case when {raw} is not null then '(withheld)' end"
    return mask_addresses(raw)
