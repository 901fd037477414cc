"""How far a figure may go before it is worth a warning, and before it stops the build."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Limit:
    """The largest value of a figure that is still expected.

    Args:
        warning: Beyond it the report warns; None never warns.
        critical: Beyond it the build fails; None never fails it.
    """

    warning: float | None = None
    critical: float | None = None

    def severities(self) -> Iterator[tuple[str, float]]:
        """Yield (severity, largest value) for each kind that there is, the milder first.

        Example:
            >>> list(Limit(warning=0.01, critical=0.2).severities())
            [('warning', 0.01), ('critical', 0.2)]
        """
        for severity, largest in (("warning", self.warning), ("critical", self.critical)):
            if largest is not None:
                yield severity, largest


def parse_limits(limits: Mapping[str, Any]) -> dict[str, Limit]:
    """Read limits as the project's variables state them.

    Args:
        limits: By name of the figure, a pair [warning, critical] of numbers of 0 or more; None in
            either place for no such limit.

    Returns:
        The limits, by the same names.

    Raises:
        ValueError: A value is no such pair, or warns only after the build has failed.

    Source: severities of data contracts as in Great Expectations' failure severity
    (https://docs.greatexpectations.io/docs/core/define_expectations/).

    Example:
        >>> parse_limits({"rejected_rate": [0.01, 0.2], "future_rate": [0, None]})["future_rate"]
        Limit(warning=0, critical=None)
    """
    return {name: _parse_limit(name, pair) for name, pair in limits.items()}


def _parse_limit(name: str, pair: object) -> Limit:
    allowed = "a pair [warning, critical] of numbers of 0 or more, or null for none"
    if not isinstance(pair, (list, tuple)) or len(pair) != 2:
        raise ValueError(f"limit {name}: {pair!r} is not allowed. Allowed: {allowed}.")
    for bound in pair:
        is_number = isinstance(bound, (int, float)) and not isinstance(bound, bool)
        if bound is not None and not (is_number and bound >= 0):
            raise ValueError(f"limit {name}: {bound!r} is not allowed. Allowed: {allowed}.")
    limit = Limit(*pair)
    if limit.warning is not None and limit.critical is not None and limit.warning > limit.critical:
        raise ValueError(
            f"limit {name}: it warns beyond {limit.warning}, after it fails the build beyond "
            f"{limit.critical}. Allowed: a warning that comes first."
        )
    return limit
