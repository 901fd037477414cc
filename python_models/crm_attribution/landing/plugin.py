"""The plugin of dbt-duckdb through which dbt lands exports, on dbt's own database.

Named in the profile: ``plugins: [{module: crm_attribution.landing.plugin, alias: crm_landing}]``;
called by the macro land_exports as ``adapter.store_relation('crm_landing', …, payload)``.
"""

from __future__ import annotations

import os
from typing import Any

from dbt.adapters.duckdb.plugins import BasePlugin
from dbt.adapters.duckdb.utils import TargetConfig
from duckdb import DuckDBPyConnection

from crm_attribution.landing import LandingSettings, land, read_contracts, read_mappings

SECRET = "CRM_ATTRIBUTION_KEY"


class Plugin(BasePlugin):
    """Lands exports when dbt stores the payload of the macro land_exports."""

    def configure_connection(self, conn: DuckDBPyConnection) -> None:
        """Remember the connection, of which landing takes a cursor."""
        self._connection = conn

    def store(self, target_config: TargetConfig) -> None:
        """Land the exports that the payload tells of; put ``warnings`` or a ``refusal`` into it."""
        payload: dict[str, Any] = target_config.config
        settings = LandingSettings(
            **payload["settings"],
            adapters=tuple(payload["adapters"]),
            export_mappings=read_mappings(payload["export_mappings"]),
            secret=os.environ.get(SECRET, ""),
        )
        cursor = self._connection.cursor()
        try:
            cursor.execute("set TimeZone = 'UTC'")
            payload["warnings"] = land(
                cursor, contracts=read_contracts(payload["sources"]), settings=settings
            )
        except ValueError as error:
            # The macro raises it: a traceback through here would keep the database open.
            payload["refusal"] = str(error)
        finally:
            cursor.close()
