"""What a suite is made of: something to judge, and the expectations it should meet."""

from collections.abc import Sequence
from dataclasses import dataclass

import great_expectations.expectations as gxe
from great_expectations.expectations.expectation import Expectation

from crm_attribution.gate.limits import Limit


@dataclass(frozen=True)
class Part:
    """Expectations of one table, and the query that gives what they judge.

    Args:
        table: Name of the model that is judged, as the report states it.
        query: Select of what is judged: few rows, one per group, with the group's name in
            `group_value`.
        expectations: What should hold; each has a `name` and a `column` in its `meta`.
    """

    table: str
    query: str
    expectations: Sequence[Expectation]


@dataclass(frozen=True)
class Suite:
    """Expectations about one subject.

    Args:
        name: The subject, such as landing.
        parts: What is judged, and by what.
    """

    name: str
    parts: Sequence[Part]


def at_most(name: str, *, table: str, column: str, limit: Limit, notes: str) -> Part:
    """Expect every value of a figure to keep within its limit, with each severity that it has.

    A group without a value has too few rows to be judged, and meets every expectation.

    Args:
        name: The figure, as `int_quality__figures_unioned` names it.
        table: The model that the figure is about.
        column: The column that the figure is about.
        limit: The largest value that is expected.
        notes: What the figure is, in words.

    Returns:
        The part of a suite; without expectations where there is no limit.

    Source: https://greatexpectations.io/expectations/expect_column_values_to_be_between/

    Example:
        >>> part = at_most(
        ...     "undated_rate", table="touchpoints", column="touched_at",
        ...     limit=Limit(warning=0.05, critical=0.5), notes="Share of touchpoints without time",
        ... )
        >>> [(rule.severity.value, rule.max_value) for rule in part.expectations]
        [('warning', 0.05), ('critical', 0.5)]
    """
    return Part(
        table=table,
        query=(
            "select group_value, figure_value from figures "
            f"where figure = '{name}' and table_name = '{table}'"
        ),
        expectations=[
            gxe.ExpectColumnValuesToBeBetween(
                column="figure_value",
                max_value=largest,
                severity=severity,
                notes=notes,
                meta={"name": name, "column": column, "threshold": f"at most {largest:g}"},
            )
            for severity, largest in limit.severities()
        ],
    )
