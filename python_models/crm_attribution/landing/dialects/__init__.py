"""How a column is written - its dates, numbers, booleans, null words - decided from all of it."""

from crm_attribution.landing.dialects.decision import decide_dialects
from crm_attribution.landing.dialects.dialect import (
    Dialect,
    DialectError,
    DialectSettings,
    TypedColumn,
)
from crm_attribution.landing.dialects.null_words import NullWords, clean, read_null_words

__all__ = [
    "Dialect",
    "DialectError",
    "DialectSettings",
    "NullWords",
    "TypedColumn",
    "clean",
    "decide_dialects",
    "read_null_words",
]
