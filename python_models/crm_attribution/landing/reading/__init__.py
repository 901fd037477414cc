"""One raw file of any format, opened as columns of text that DuckDB reads."""

from crm_attribution.landing.reading.formats import (
    ExportError,
    Hints,
    OpenedExport,
    RawColumn,
    file_sha256,
    is_export,
)
from crm_attribution.landing.reading.headers import naming_mode
from crm_attribution.landing.reading.opening import open_export

__all__ = [
    "ExportError",
    "Hints",
    "OpenedExport",
    "RawColumn",
    "file_sha256",
    "is_export",
    "naming_mode",
    "open_export",
]
