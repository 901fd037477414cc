"""The suites: one function per subject, from the limits to what is expected."""

from collections.abc import Mapping

from crm_attribution.gate.limits import Limit
from crm_attribution.gate.parts import Suite
from crm_attribution.gate.suites.completeness import completeness_suite
from crm_attribution.gate.suites.distributions import distributions_suite
from crm_attribution.gate.suites.freshness import freshness_suite
from crm_attribution.gate.suites.landing import landing_suite
from crm_attribution.gate.suites.volumes import volumes_suite

SUITES = (landing_suite, volumes_suite, freshness_suite, completeness_suite, distributions_suite)


def all_suites(limits: Mapping[str, Limit]) -> list[Suite]:
    """Make every suite; a suite of your own is a function more in `SUITES`.

    Args:
        limits: By name of the figure.

    Returns:
        The suites, in the order in which they are judged.

    Raises:
        KeyError: A figure has no limit.

    Source: the list of subjects in this project's `_int_quality__docs.md`.

    Example:
        >>> from collections import defaultdict
        >>> [suite.name for suite in all_suites(defaultdict(Limit))]
        ['landing', 'volumes', 'freshness', 'completeness', 'distributions']
    """
    return [suite(limits) for suite in SUITES]
