"""The sections of the summary that show: each a query of the marts as a table of text."""

import duckdb

from crm_attribution.text_table import text_table


def ingestion(connection: duckdb.DuckDBPyConnection, *, schema: str) -> str:
    """Rows read, staged and rejected of every export.

    Args:
        connection: An open connection to the built database.
        schema: The schema of the marts, quoted.

    Returns:
        Lines of text.

    Raises:
        duckdb.Error: A mart is not there.

    Example:
        >>> columns = "null as source_system, null as entity, null as file_name"
        >>> numbers = "0 as rows_in, 0 as rows_staged, 0 as rows_rejected"
        >>> with duckdb.connect() as connection:
        ...     _ = connection.execute(
        ...         f"create table rpt_ingestion as select {columns}, {numbers} limit 0"
        ...     )
        ...     ingestion(connection, schema="main")
        '  no export was found'
    """
    rows = connection.execute(
        f"""
        select source_system, entity, file_name, rows_in, rows_staged, rows_rejected
        from {schema}.rpt_ingestion
        order by source_system, entity, file_name
        """
    ).fetchall()
    names = ["source system", "entity", "file", "rows in", "staged", "rejected"]
    return text_table(names, rows=rows) if rows else "  no export was found"


def conversions(connection: duckdb.DuckDBPyConnection, *, schema: str) -> str:
    """Conversions of each type: how many, of what value, and when.

    Args:
        connection: An open connection to the built database.
        schema: The schema of the marts, quoted.

    Returns:
        Lines of text.

    Raises:
        duckdb.Error: A mart is not there.

    Example:
        >>> columns = "conversion_type text, conversion_value int, conversion_date date"
        >>> with duckdb.connect() as connection:
        ...     _ = connection.execute(
        ...         f"create table fct_conversions ({columns}, currency_code text)"
        ...     )
        ...     conversions(connection, schema="main")
        '  none'
    """
    rows = connection.execute(
        f"""
        select
            conversion_type,
            count(*) as conversions,
            coalesce(sum(conversion_value), 0) as conversion_value,
            max(currency_code) as currency_code,
            cast(min(conversion_date) as varchar) as first_date,
            cast(max(conversion_date) as varchar) as last_date
        from {schema}.fct_conversions
        group by conversion_type
        order by conversion_type
        """
    ).fetchall()
    names = ["conversion type", "conversions", "value", "currency", "first", "last"]
    return text_table(names, rows=rows) if rows else "  none"


def journeys(connection: duckdb.DuckDBPyConnection, *, schema: str) -> str:
    """Touchpoints, journeys and their length.

    Args:
        connection: An open connection to the built database.
        schema: The schema of the marts, quoted.

    Returns:
        Lines of text.

    Raises:
        duckdb.Error: A mart is not there.

    Example:
        >>> with duckdb.connect() as connection:
        ...     _ = connection.execute("create table fct_touchpoints as select 1")
        ...     _ = connection.execute("create table fct_journeys as select 2 as journey_length")
        ...     print(journeys(connection, schema="main").splitlines()[1])
                    1         1                 1                      2.0
    """
    touchpoints = connection.execute(f"select count(*) from {schema}.fct_touchpoints").fetchall()
    journeys = connection.execute(
        f"""
        select
            count(*) as journeys,
            count(*) filter (where journey_length > 0) as with_touchpoints,
            round(coalesce(avg(journey_length) filter (where journey_length > 0), 0), 2) as average
        from {schema}.fct_journeys
        """
    ).fetchall()
    names = ["touchpoints", "journeys", "with touchpoints", "average length of those"]
    return text_table(names, rows=[touchpoints[0] + journeys[0]])
