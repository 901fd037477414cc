"""How much there is, against the last run that the gate accepted."""

from collections.abc import Mapping

import great_expectations.expectations as gxe

from crm_attribution.gate.limits import Limit
from crm_attribution.gate.parts import Part, Suite

VOLUMES = "int_quality__volumes_recorded"
CHANGES = {
    "volume_fall_rate": "Share of its rows that a table lost since the last accepted build",
    "volume_growth_rate": "Rows that a table gained since the last accepted build, per former row",
}


def volumes_suite(limits: Mapping[str, Limit]) -> Suite:
    """Expect no table to shrink or to grow by more than its limit.

    Args:
        limits: By name of the figure.

    Returns:
        The suite. It judges nothing in the first run.

    Source: the "volume" dimension of data quality in Great Expectations' documentation
    (https://docs.greatexpectations.io/docs/reference/learn/data_quality_use_cases/volume/).

    Example:
        >>> limits = {"volume_fall_rate": Limit(0.1, 0.5), "volume_growth_rate": Limit()}
        >>> suite = volumes_suite(limits)
        >>> [rule.max_value for part in suite.parts for rule in part.expectations]
        [0.1, 0.5]
    """
    return Suite(
        "volumes",
        [
            Part(
                table=VOLUMES,
                query="select group_value, volume_fall_rate, volume_growth_rate from volumes",
                expectations=[
                    gxe.ExpectColumnValuesToBeBetween(
                        column=name,
                        max_value=largest,
                        severity=severity,
                        notes=notes,
                        meta={
                            "name": name,
                            "column": "row_count",
                            "threshold": f"at most {largest:g}",
                        },
                    )
                    for name, notes in CHANGES.items()
                    for severity, largest in limits[name].severities()
                ],
            )
        ],
    )
