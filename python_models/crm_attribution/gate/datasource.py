"""Great Expectations on a DuckDB connection that is already open.

Great Expectations has no datasource for DuckDB. Its own SQL datasource would open the database
file a second time, which DuckDB refuses, and closes a connection before it has fetched the result.
"""

import atexit
import os
import sys
from collections.abc import Generator
from contextlib import contextmanager
from typing import Literal

# It is read at the import below: nothing about a build is sent anywhere.
os.environ["GX_ANALYTICS_ENABLED"] = "false"

import duckdb
import great_expectations as gx
import sqlalchemy as sa
from duckdb_sqlalchemy import ConnectionWrapper
from great_expectations.data_context.types.base import (
    DataContextConfig,
    InMemoryStoreBackendDefaults,
)
from great_expectations.datasource.fluent import SQLDatasource
from great_expectations.execution_engine import SqlAlchemyExecutionEngine


@atexit.register
def _forget_dialect() -> None:
    """Let go of DuckDB when Python ends, or it prints a page about what still holds it.

    Great Expectations keeps classes of SQLAlchemy in compiled code, which Python cannot tidy up;
    the dialect hangs on them, and DuckDB on the dialect.
    """
    for name, module in list(sys.modules.items()):
        if name.startswith("duckdb_sqlalchemy"):
            vars(module).clear()


class BorrowedConnection(ConnectionWrapper):
    """A cursor as SQLAlchemy wants it; whoever lent it closes it."""

    def close(self) -> None:
        """Leave the cursor open."""


class OpenConnectionEngine(SqlAlchemyExecutionEngine):
    """Runs every query on one connection, which stays open until the results are fetched."""

    @contextmanager
    def get_connection(self) -> Generator[sa.Connection, None, None]:
        """Yield the one connection, and leave it open."""
        if not self._connection:
            self._connection = self.engine.connect()
        yield self._connection


class OpenConnectionDatasource(SQLDatasource):
    """A SQL datasource over a SQLAlchemy engine that is given, instead of an address."""

    # Great Expectations registers a datasource under its type, so it needs one of its own.
    type: Literal["open_connection"] = "open_connection"

    def get_engine(self) -> sa.Engine:
        """Return the engine that was given."""
        return self._engine

    def get_execution_engine(self) -> SqlAlchemyExecutionEngine:
        """Return the one execution engine, made at the first call."""
        if not self._execution_engine:
            self._execution_engine = OpenConnectionEngine(
                engine=self._engine, create_temp_table=False
            )
        return self._execution_engine


def open_datasource(cursor: duckdb.DuckDBPyConnection) -> OpenConnectionDatasource:
    """Make a datasource of a context in memory, whose queries run on the given cursor.

    Args:
        cursor: An open DuckDB connection; what is registered with it can be judged.

    Returns:
        The datasource; `add_query_asset` gives it something to judge.

    Source: great_expectations.datasource.fluent.sqlite_datasource, which tells how to extend
    SQLDatasource.

    Example:
        >>> datasource = open_datasource(duckdb.connect())
        >>> asset = datasource.add_query_asset("three", "select * from range(3)")
        >>> batch = asset.add_batch_definition_whole_table("whole").get_batch()
        >>> batch.validate(gx.expectations.ExpectTableRowCountToEqual(value=3)).success
        True
    """
    # Everything in memory, no folder for pages of results, no progress bar.
    context = gx.get_context(
        project_config=DataContextConfig(
            store_backend_defaults=InMemoryStoreBackendDefaults(init_temp_docs_sites=False),
            progress_bars={"globally": False},
            analytics_enabled=False,
        )
    )
    datasource = OpenConnectionDatasource(name="warehouse", connection_string="duckdb://")
    datasource._engine = sa.create_engine(
        "duckdb://", creator=lambda: BorrowedConnection(cursor), poolclass=sa.pool.StaticPool
    )
    datasource._data_context = context
    return datasource
