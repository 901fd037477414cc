"""Command line: python -m crm_attribution.summary [--database FILE] [--marts-schema NAME].

The database is opened read-only. Exits with 1 when there is no readable database, or when an
attribution model gives away more or less than the conversions hold.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import duckdb

from crm_attribution.summary.page import summarise

DATABASE_FILE = Path("warehouse") / "crm_attribution.duckdb"


def default_database() -> Path:
    """Where the profile puts the database.

    Returns:
        ``CRM_ATTRIBUTION_DB`` if set, else the warehouse of the project ``DBT_PROJECT_DIR`` names
        (by default the working directory).
    """
    named = os.environ.get("CRM_ATTRIBUTION_DB")
    return Path(named) if named else Path(os.environ.get("DBT_PROJECT_DIR", ".")) / DATABASE_FILE


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
