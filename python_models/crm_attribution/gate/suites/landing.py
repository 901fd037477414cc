"""What landed: every export file and table."""

from collections.abc import Mapping

import great_expectations.expectations as gxe

from crm_attribution.gate.limits import Limit
from crm_attribution.gate.parts import Part, Suite, at_most

EXPORTS = "int_quality__exports_accounted"


def landing_suite(limits: Mapping[str, Limit]) -> Suite:
    """Expect every export to be read, to hold rows, and to lose few of them.

    Args:
        limits: By name of the figure.

    Returns:
        The suite.

    Source: what rpt_ingestion accounts for, file by file.

    Example:
        >>> landing_suite({"rejected_rate": Limit(critical=0.2)}).name
        'landing'
    """
    files = Part(
        table=EXPORTS,
        query=(
            "select source_system || ' ' || file_name as group_value, is_read, rows_in from exports"
        ),
        expectations=[
            gxe.ExpectColumnValuesToBeInSet(
                column="is_read",
                value_set=[True],
                severity="warning",
                notes="Whether a file in the exports folder is read at all",
                meta={"name": "files_are_read", "column": "is_read", "threshold": "true"},
            ),
            gxe.ExpectColumnValuesToBeBetween(
                column="rows_in",
                min_value=1,
                severity="warning",
                notes="Rows of a file that is read",
                meta={"name": "files_have_rows", "column": "rows_in", "threshold": "at least 1"},
            ),
        ],
    )
    rejected = at_most(
        "rejected_rate",
        table=EXPORTS,
        column="rows_rejected",
        limit=limits["rejected_rate"],
        notes="Share of a file's rows that are rejected",
    )
    return Suite("landing", [files, rejected])
