"""The last section of the summary: whether attribution models give away what there is."""

import duckdb

from crm_attribution.text_table import text_table


def reconciliation(
    connection: duckdb.DuckDBPyConnection, *, schema: str, credit_mart: str
) -> tuple[str, bool]:
    """What each attribution model gives away, beside what the conversions hold.

    Args:
        connection: An open connection to the built database.
        schema: The schema of the marts, quoted.
        credit_mart: Where credits are summed: fct_attribution_totals or fct_attribution_credits.

    Returns:
        Lines of text, and whether all attribution models agree with the conversions.

    Raises:
        duckdb.Error: A mart is not there.

    Example:
        >>> with duckdb.connect() as connection:
        ...     _ = connection.execute(
        ...         "create table fct_conversions as select 10 as conversion_value;"
        ...         "create table fct_attribution_credits as select 'linear' as attribution_model,"
        ...         "1 as credit, 9 as attributed_revenue"
        ...     )
        ...     reconciliation(connection, schema="main", credit_mart="fct_attribution_credits")[1]
        False
    """
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
