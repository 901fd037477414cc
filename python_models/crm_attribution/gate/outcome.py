"""What a validation result of Great Expectations says."""

from collections.abc import Mapping
from typing import Any

# A report names this many groups that did not meet an expectation, the first by their names.
GROUPS_NAMED = 20

Verdict = dict[str, Any]


def raised(message: str) -> Verdict:
    """Tell that an expectation has not judged.

    Args:
        message: Why.

    Returns:
        No success, and the reason.

    Source: `exception_info` of Great Expectations' validation results.

    Example:
        >>> raised("no such column")["is_success"]
        False
    """
    return {"is_success": False, "has_raised": True, "exception_message": message}


def outcome(result: Mapping[str, Any]) -> Verdict:
    """Read one validation result: a raised exception looks like a failure, unless one asks.

    Args:
        result: The result in its JSON form, of the result format COMPLETE.

    Returns:
        What was found, in the columns of `rpt_data_quality`.

    Source: https://docs.greatexpectations.io/docs/reference/learn/terms/validation_result/

    Example:
        >>> found = outcome({
        ...     "success": False,
        ...     "exception_info": {"raised_exception": False, "exception_message": None},
        ...     "result": {
        ...         "element_count": 5, "missing_count": 1, "unexpected_count": 1,
        ...         "unexpected_index_list": [{"group_value": "web", "figure_value": 0.9}],
        ...     },
        ... })
        >>> found["judged_count"], found["unexpected_rate"], found["unexpected_groups"]
        (4, 0.25, 'web')
    """
    exceptions = result["exception_info"]
    # One exception has its fields at the top; several stand under the metrics that raised them.
    several = [exceptions] if "raised_exception" in exceptions else list(exceptions.values())
    messages = [one["exception_message"] for one in several if one["raised_exception"]]
    if messages:
        return raised("; ".join(dict.fromkeys(map(str, messages))))
    details = result["result"]
    if "unexpected_count" not in details:
        # An expectation about the whole: one thing is judged.
        observed = details.get("observed_value")
        return {
            "is_success": result["success"],
            "observed_value": observed if isinstance(observed, (int, float)) else None,
            "judged_count": 1,
            "unexpected_count": 0 if result["success"] else 1,
            "unexpected_rate": 0 if result["success"] else 1,
        }
    judged = details["element_count"] - details["missing_count"]
    unexpected = details["unexpected_count"]
    groups = sorted(str(row["group_value"]) for row in details["unexpected_index_list"] or [])
    return {
        "is_success": result["success"],
        "judged_count": judged,
        "unexpected_count": unexpected,
        "unexpected_rate": unexpected / judged if judged else None,
        "unexpected_groups": ", ".join(groups[:GROUPS_NAMED]) or None,
    }
