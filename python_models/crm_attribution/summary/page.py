"""The page of text about the marts: which sections there are, and what was not built."""

import duckdb

from crm_attribution.summary.reconciliation import reconciliation
from crm_attribution.summary.sections import conversions, ingestion, journeys


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
        sections.append(ingestion(connection, schema=schema))
    if section("Conversions", needs={"fct_conversions"}):
        sections.append(conversions(connection, schema=schema))
    if section("Journeys", needs={"fct_touchpoints", "fct_journeys"}):
        sections.append(journeys(connection, schema=schema))
    credit_mart = "fct_attribution_credits"
    if "fct_attribution_totals" in built:  # the same sums, and much smaller
        credit_mart = "fct_attribution_totals"
    title = "Attribution models (each should give away exactly what the conversions hold)"
    if section(title, needs={"fct_conversions", credit_mart}):
        table, reconciles = reconciliation(connection, schema=schema, credit_mart=credit_mart)
        sections.append(table)
    if missing:
        sections.append(f"\nNot built: {', '.join(dict.fromkeys(missing))}")
    return "\n".join(sections), reconciles


def _quoted(identifier: str) -> str:
    return '"' + identifier.replace('"', '""') + '"'
