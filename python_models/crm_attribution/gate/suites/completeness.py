"""What the marts can say nothing about: unmapped, undated, unowned, unattributed."""

from collections.abc import Mapping

from crm_attribution.gate.limits import Limit
from crm_attribution.gate.parts import Suite, at_most

TOUCHPOINTS = "int_journeys__touchpoints_enriched"
CONVERSIONS = "int_journeys__conversions_valued"
# Figure, the table and column it is about, and what it is a share of.
SHARES = [
    ("unmapped_channel_rate", TOUCHPOINTS, "channel", "touchpoints whose channel no rule knows"),
    ("undated_rate", TOUCHPOINTS, "touched_at", "touchpoints without a date"),
    ("unowned_rate", TOUCHPOINTS, "person_id", "touchpoints of neither a person nor an account"),
    ("without_account_rate", "int_identity__persons_described", "account_id",
     "persons without an account, where their system knows accounts"),
    ("without_value_rate", CONVERSIONS, "conversion_value",
     "conversions without a value, where others of their type have one"),
    ("unattributed_rate", "int_attribution__touchpoints_weighted", "touchpoint_id",
     "conversions that an attribution model credits to nobody"),
]  # fmt: skip


def completeness_suite(limits: Mapping[str, Limit]) -> Suite:
    """Expect few rows that the marts keep, but can say nothing about.

    Args:
        limits: By name of the figure.

    Returns:
        The suite.

    Source: the "completeness" dimension of data quality in Great Expectations' documentation
    (https://docs.greatexpectations.io/docs/reference/learn/data_quality_use_cases/missingness/).

    Example:
        >>> limits = dict.fromkeys([share[0] for share in SHARES], Limit(warning=0.5))
        >>> len(completeness_suite(limits).parts) == len(SHARES)
        True
    """
    return Suite(
        "completeness",
        [
            at_most(
                figure, table=table, column=column, limit=limits[figure], notes=f"Share of {notes}"
            )
            for figure, table, column, notes in SHARES
        ],
    )
