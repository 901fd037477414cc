"""Prints what a build made: rows read, conversions, journeys, and whether credits reconcile.

Run as ``python -m crm_attribution.summary [--database FILE] [--marts-schema NAME]``. The database
is opened read-only. Exits with 1 when there is no readable database, or when an attribution model
gives away more or less than the conversions hold.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import duckdb

from crm_attribution.text_table import text_table

DATABASE_FILE = Path("warehouse") / "crm_attribution.duckdb"


def default_database() -> Path:
    """Where the profile puts the database.

    Returns:
        ``CRM_ATTRIBUTION_DB`` if set, else the warehouse of the project ``DBT_PROJECT_DIR`` names
        (by default the working directory).
    """
    named = os.environ.get("CRM_ATTRIBUTION_DB")
    return Path(named) if named else Path(os.environ.get("DBT_PROJECT_DIR", ".")) / DATABASE_FILE


def summarise(connection: duckdb.DuckDBPyConnection, *, marts_schema: str) -> tuple[str, bool]:
    """Describes the marts in a page of text.

    Args:
        connection: An open connection to the built database.
        marts_schema: The schema that holds the marts.

    Returns:
        The text, and whether every attribution model reconciles with the conversions. Marts that
        were not built are named in the text and count as reconciled.

    Example:
        >>> text, reconciles = summarise(duckdb.connect(), marts_schema="marts")
        >>> reconciles
        True
    """
    built = {
        name
        for (name,) in connection.execute(
            "select table_name from information_schema.tables where table_schema = ?",
            [marts_schema],
        ).fetchall()
    }
    schema = _quoted(marts_schema)
    sections: list[str] = []
    missing: list[str] = []
    reconciles = True

    def section(title: str, *, needs: set[str]) -> bool:
        if not needs <= built:
            missing.extend(sorted(needs - built))
            return False
        sections.append(f"\n{title}")
        return True

    if section("What was read", needs={"rpt_ingestion"}):
        sections.append(_ingestion(connection, schema))
    if section("Conversions", needs={"fct_conversions"}):
        sections.append(_conversions(connection, schema))
    if section("Journeys", needs={"fct_touchpoints", "fct_journeys"}):
        sections.append(_journeys(connection, schema))
    credit_mart = "fct_attribution_credits"
    if "fct_attribution_totals" in built:  # the same sums, and much smaller
        credit_mart = "fct_attribution_totals"
    title = "Attribution models (each should give away exactly what the conversions hold)"
    if section(title, needs={"fct_conversions", credit_mart}):
        table, reconciles = _reconciliation(connection, schema, credit_mart)
        sections.append(table)
    if missing:
        sections.append(f"\nNot built: {', '.join(dict.fromkeys(missing))}")
    return "\n".join(sections), reconciles


def _ingestion(connection: duckdb.DuckDBPyConnection, schema: str) -> str:
    rows = connection.execute(
        f"""
        select source_system, entity, file_name, rows_in, rows_staged, rows_rejected
        from {schema}.rpt_ingestion
        order by source_system, entity, file_name
        """
    ).fetchall()
    names = ["source system", "entity", "file", "rows in", "staged", "rejected"]
    return text_table(names, rows=rows) if rows else "  no export was found"


def _conversions(connection: duckdb.DuckDBPyConnection, schema: str) -> str:
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


def _journeys(connection: duckdb.DuckDBPyConnection, schema: str) -> str:
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


def _reconciliation(
    connection: duckdb.DuckDBPyConnection, schema: str, credit_mart: str
) -> tuple[str, bool]:
    credit = "attributed_conversions" if credit_mart == "fct_attribution_totals" else "credit"
    rows = connection.execute(
        f"""
        with conversions as (
            select count(*) as conversions, coalesce(sum(conversion_value), 0) as conversion_value
            from {schema}.fct_conversions
        ),

        models as (
            select
                attribution_model,
                sum({credit}) as credit,
                coalesce(sum(attributed_revenue), 0) as attributed_revenue
            from {schema}.{credit_mart}
            group by attribution_model
        )

        select
            models.attribution_model,
            round(models.credit, 6),
            conversions.conversions,
            models.attributed_revenue,
            conversions.conversion_value,
            models.credit = conversions.conversions
            and models.attributed_revenue = conversions.conversion_value
        from models
        cross join conversions
        order by models.attribution_model
        """
    ).fetchall()
    if not rows:
        return "  none", True
    names = ["attribution model", "credit", "conversions", "revenue", "value", ""]
    shown = [(*row[:5], "ok" if row[5] else "DIFFERS") for row in rows]
    return text_table(names, rows=shown), all(row[5] for row in rows)


def _quoted(identifier: str) -> str:
    return '"' + identifier.replace('"', '""') + '"'


def _try_next(database: Path, schema: str) -> str:
    return f"""
The database: {database}
Open it in DuckDB (for instance duckdb.connect("{database}", read_only=True)) and try:

  -- What did each channel bring under each attribution model?
  select * from {schema}.rpt_channel_performance limit 20;

  -- How far do the attribution models disagree?
  select * from {schema}.rpt_attribution_model_comparison limit 20;

  -- Which touchpoints explain the largest conversion?
  select attribution_model, touched_at, channel, credit, attributed_revenue
  from {schema}.fct_attribution_credits
  where conversion_id = (
      select conversion_id from {schema}.fct_conversions
      order by conversion_value desc nulls last, conversion_id limit 1
  )
  order by attribution_model, touched_at;"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the summary of one database.

    Args:
        arguments: Command line without the program's name; by default that of the process.

    Returns:
        The exit code: 0, or 1 when the database cannot be read or credits do not reconcile.
    """
    parser = argparse.ArgumentParser(
        prog="python -m crm_attribution.summary", description="Show what a build made."
    )
    parser.add_argument("--database", type=Path, default=None, help="the DuckDB file")
    parser.add_argument("--marts-schema", default="marts", help="schema of the marts")
    options = parser.parse_args(arguments)
    database: Path = options.database or default_database()

    if not database.is_file():
        print(f"There is no database at {database}: run `make build` first.", file=sys.stderr)
        return 1
    try:
        connection = duckdb.connect(str(database), read_only=True)
    except duckdb.Error as error:
        reason = str(error).splitlines()[0]
        print(f"The database at {database} cannot be opened: {reason}", file=sys.stderr)
        return 1
    with connection:
        text, reconciles = summarise(connection, marts_schema=options.marts_schema)
    print(text)
    print(_try_next(database, options.marts_schema))
    if not reconciles:
        print("\nAt least one attribution model DIFFERS from the conversions.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
