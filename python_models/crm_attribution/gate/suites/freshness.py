"""How new the data are, and whether some of them lie ahead."""

from collections.abc import Mapping

from crm_attribution.gate.limits import Limit
from crm_attribution.gate.parts import Suite, at_most

SOURCES = "int_quality__sources_dated"
FUTURE = {
    "int_journeys__touchpoints_enriched": ("touched_at", "touchpoints that are no plans"),
    "int_journeys__conversions_valued": ("converted_at", "conversions"),
    "int_crm__spend_unioned": ("spend_date", "rows of spend"),
}


def freshness_suite(limits: Mapping[str, Limit]) -> Suite:
    """Expect every source system to go on, and no event to lie after the day of the build.

    Args:
        limits: By name of the figure.

    Returns:
        The suite.

    Source: the "freshness" dimension of data quality in Great Expectations' documentation
    (https://docs.greatexpectations.io/docs/reference/learn/data_quality_use_cases/freshness/).

    Example:
        >>> unlimited = dict.fromkeys(["days_behind", "days_old", "future_rate"], Limit())
        >>> [part.table for part in freshness_suite(unlimited).parts][:2]
        ['int_quality__sources_dated', 'int_quality__sources_dated']
    """
    behind = at_most(
        "days_behind",
        table=SOURCES,
        column="newest_date",
        limit=limits["days_behind"],
        notes="Days from a source system's newest date to the newest of all",
    )
    old = at_most(
        "days_old",
        table=SOURCES,
        column="newest_date",
        limit=limits["days_old"],
        notes="Days from the newest date of all to the day of the build",
    )
    future = [
        at_most(
            "future_rate",
            table=table,
            column=column,
            limit=limits["future_rate"],
            notes=f"Share of the {things} dated after the day of the build",
        )
        for table, (column, things) in FUTURE.items()
    ]
    return Suite("freshness", [behind, old, *future])
