"""Run suites and record every verdict, the ones that could not be reached among them."""

from collections.abc import Iterator, Sequence

import duckdb
import great_expectations.expectations as gxe
from great_expectations.expectations.expectation import Expectation

from crm_attribution.gate.datasource import OpenConnectionDatasource, open_datasource
from crm_attribution.gate.outcome import Verdict, outcome, raised
from crm_attribution.gate.parts import Part, Suite


def judge(cursor: duckdb.DuckDBPyConnection, *, suites: Sequence[Suite]) -> list[Verdict]:
    """Judge every part of every suite.

    Args:
        cursor: DuckDB connection on which the queries of the suites run.
        suites: What to judge.

    Returns:
        One dictionary per suite, part, expectation and severity, with the columns of
        `rpt_data_quality` that tell what was found. An expectation that raised has
        `has_raised`, its message and no success; it never stops the others.

    Source: result format COMPLETE of
    https://docs.greatexpectations.io/docs/core/trigger_actions_based_on_results/choose_a_result_format/

    Example:
        >>> from crm_attribution.gate.limits import Limit
        >>> from crm_attribution.gate.parts import at_most
        >>> cursor = duckdb.connect()
        >>> _ = cursor.execute(
        ...     "create table figures as select 'undated_rate' as figure, 't' as table_name, "
        ...     "unnest(['web', 'shop']) as group_value, unnest([0.01, 0.3]) as figure_value"
        ... )
        >>> part = at_most(
        ...     "undated_rate", table="t", column="c", limit=Limit(critical=0.2), notes="Undated"
        ... )
        >>> [verdict] = judge(cursor, suites=[Suite("marts", [part])])
        >>> verdict["is_success"], verdict["observed_value"], verdict["unexpected_groups"]
        (False, 0.3, 'shop')
    """
    datasource = open_datasource(cursor)
    return [
        verdict
        for suite in suites
        for number, part in enumerate(suite.parts)
        for verdict in _judge_part(
            part,
            suite=suite.name,
            asset=f"{suite.name}_{number}",
            datasource=datasource,
            cursor=cursor,
        )
    ]


def _judge_part(
    part: Part,
    *,
    suite: str,
    asset: str,
    datasource: OpenConnectionDatasource,
    cursor: duckdb.DuckDBPyConnection,
) -> Iterator[Verdict]:
    batch = None
    for rule in part.expectations:
        verdict = {
            "suite": suite,
            "expectation": rule.meta["name"],
            "expectation_type": rule.expectation_type,
            "table_name": part.table,
            "column_name": rule.meta["column"],
            "severity": rule.severity.value,
            "threshold": rule.meta["threshold"],
            "description": rule.notes,
            "observed_value": None,
            "observed_group": None,
            "unexpected_groups": None,
            "exception_message": None,
            "judged_count": None,
            "unexpected_count": None,
            "unexpected_rate": None,
            "is_success": False,
            "has_raised": False,
        }
        try:
            if batch is None:
                query_asset = datasource.add_query_asset(asset, part.query)
                batch = query_asset.add_batch_definition_whole_table("whole").get_batch()
            result = batch.validate(
                rule,
                result_format={
                    "result_format": "COMPLETE",
                    "unexpected_index_column_names": ["group_value"],
                },
            )
            verdict |= _furthest(part, rule, cursor) | outcome(result.to_json_dict())
        except Exception as error:  # whatever it is, the gate has not judged: that is the verdict
            verdict |= raised(repr(error))
        yield verdict


def _furthest(part: Part, rule: Expectation, cursor: duckdb.DuckDBPyConnection) -> Verdict:
    """Tell which value of a column is furthest out, also where it is within the limit."""
    if not isinstance(rule, gxe.ExpectColumnValuesToBeBetween):
        return {}
    rows = cursor.execute(
        f"""
        select cast("{rule.column}" as double), group_value from ({part.query})
        where "{rule.column}" is not null
        order by 1 {"asc" if rule.max_value is None else "desc"}, 2 limit 1
        """
    ).fetchall()
    return {"observed_value": rows[0][0], "observed_group": rows[0][1]} if rows else {}
