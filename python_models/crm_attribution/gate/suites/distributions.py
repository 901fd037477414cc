"""How values, times and people are spread: what is read wrongly is seldom spread as life is."""

from collections.abc import Mapping

from crm_attribution.gate.limits import Limit
from crm_attribution.gate.parts import Suite, at_most

TOUCHPOINTS = "int_journeys__touchpoints_enriched"
CONVERSIONS = "int_journeys__conversions_valued"
CAMPAIGNS = "int_crm__campaigns_unioned"
# Figure, the table and column it is about, and what it is.
FIGURES = [
    ("one_hour_rate", TOUCHPOINTS, "touched_at",
     "Share of a source system's timed touchpoints in one hour of the day: times lost or batched"),
    ("one_weekday_rate", TOUCHPOINTS, "touched_at",
     "Share of a source system's touchpoints on one day of the week"),
    ("one_channel_rate", TOUCHPOINTS, "channel", "Share of the touchpoints in one channel"),
    ("one_person_rate", TOUCHPOINTS, "person_id",
     "Share of the touchpoints by one person: a test account, a robot, people merged wrongly"),
    ("repeated_rate", TOUCHPOINTS, "touched_at",
     "Share of timed touchpoints that repeat another of the same person, kind and instant"),
    ("negative_duration_rate", CONVERSIONS, "converted_at",
     "Share of conversions of an opportunity that come before it was created"),
    ("negative_duration_rate", CAMPAIGNS, "ended_on",
     "Share of campaigns that end before they start"),
    ("one_conversion_rate", CONVERSIONS, "conversion_value",
     "Share of a type's value that is one conversion's"),
    ("value_shift_factor", CONVERSIONS, "conversion_value",
     "Times by which the median value of the last 90 days is above or below that of all before"),
]  # fmt: skip


def distributions_suite(limits: Mapping[str, Limit]) -> Suite:
    """Expect values, times and people to be spread, and values as before.

    Args:
        limits: By name of the figure.

    Returns:
        The suite.

    Source: the "distribution" dimension of data quality in Great Expectations' documentation
    (https://docs.greatexpectations.io/docs/reference/learn/data_quality_use_cases/distribution/).

    Example:
        >>> limits = dict.fromkeys([figure[0] for figure in FIGURES], Limit(warning=0.5))
        >>> len(distributions_suite(limits).parts) == len(FIGURES)
        True
    """
    return Suite(
        "distributions",
        [
            at_most(figure, table=table, column=column, limit=limits[figure], notes=notes)
            for figure, table, column, notes in FIGURES
        ],
    )
