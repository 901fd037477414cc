"""Landing: from raw exports in any shape to typed tables, every row accounted for."""

from crm_attribution.landing.contracts import Contracts
from crm_attribution.landing.declarations import read_contracts
from crm_attribution.landing.landing import land
from crm_attribution.landing.settings import ExportMapping, LandingSettings, read_mappings

__all__ = [
    "Contracts",
    "ExportMapping",
    "LandingSettings",
    "land",
    "read_contracts",
    "read_mappings",
]
